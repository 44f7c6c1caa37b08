/**
 * Measures the quality of motion filters: whether a filter detects every frame with a visitor, and how few other frames. Runs the
 * product's own {@link io.vestibule.topologies.watch.scene.Scene} in closed loop over clips, clean and degraded.
 *
 * <p>{@link io.vestibule.lab.evaluation.watch.WatchEvaluation} is the entry point. It uses these packages:
 *
 * <ul>
 *   <li>{@code clip} reads or composes clips.
 *   <li>{@code filter} contains the filters, each in closed loop.
 *   <li>{@code baseline} contains what the product's filter is compared with.
 *   <li>{@code score} computes the ground truth of a clip and scores the filters.
 *   <li>{@code report} writes the results.
 * </ul>
 */
@NullMarked
package io.vestibule.lab.evaluation.watch;

import org.jspecify.annotations.NullMarked;
