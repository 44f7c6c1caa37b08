/**
 * What a camera shows when nobody is there, how noisy that is, and what has changed for good. Pure rules on grids of cells,
 * of whatever sensor; no Kafka.
 *
 * <p>{@link io.vestibule.topologies.watch.scene.Scene} is asked about each frame. Behind it: {@code Calibration} turns the
 * camera's own noise into its threshold, {@code RecentView} knows what moved lately, {@code Absorption} what has changed for
 * good, {@code Vigil} checks by samples what the filter misses, {@code StillFaces} remembers faces that hang on the wall.
 */
@NullMarked
package io.vestibule.topologies.watch.scene;

import org.jspecify.annotations.NullMarked;
