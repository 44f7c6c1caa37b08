/**
 * The background of a camera, its noise, and permanent changes. These are pure rules on grids of cells, independent of the
 * sensor and of Kafka.
 *
 * <p>{@link io.vestibule.topologies.watch.scene.Scene} is the entry point. It compares each frame with the background and learns
 * from it:
 *
 * <ul>
 *   <li>{@code SceneBackground} is the background and how it is learnt. {@code AbsorptionRule} decides which changes are permanent.
 *   <li>{@code RecentView} contains what moved recently.
 *   <li>{@code LivenessRule} decides which faces are people. {@code StaticFaces} contains the faces on the wall.
 *   <li>{@code Calibration} is the threshold. {@code FilterAudit} samples what the filter misses.
 * </ul>
 */
@NullMarked
package io.vestibule.topologies.watch.scene;

import org.jspecify.annotations.NullMarked;
