/**
 * MobileFaceNet as a value: which layers there are ({@link io.vestibule.training.network.Architecture}), their numbers on
 * the heap ({@link io.vestibule.training.network.Weights}), and the two together in native memory, ready to learn ({@link
 * io.vestibule.training.network.Network}).
 *
 * <p>Source: Chen, Liu, Gao, Han, "MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile
 * Devices", CCBR 2018, table 1; the numbers of blocks and channels are those of the teacher's file.
 */
@NullMarked
package io.vestibule.training.network;

import org.jspecify.annotations.NullMarked;
