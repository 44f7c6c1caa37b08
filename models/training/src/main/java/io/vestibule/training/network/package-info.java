/**
 * MobileFaceNet: its layers ({@link io.vestibule.training.network.Architecture}), its values on the heap ({@link
 * io.vestibule.training.network.Weights}), and both in native memory for training ({@link
 * io.vestibule.training.network.Network}).
 *
 * <p>Source: Chen, Liu, Gao, Han, "MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile
 * Devices", CCBR 2018, table 1. The numbers of blocks and channels are those of the teacher's file.
 */
@NullMarked
package io.vestibule.training.network;

import org.jspecify.annotations.NullMarked;
