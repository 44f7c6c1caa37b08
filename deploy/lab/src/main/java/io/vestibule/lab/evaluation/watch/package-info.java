/**
 * Measures how good a motion filter is: whether it looks at every frame that a visitor is in, and at how few others. Runs the
 * product's own rules, {@link io.vestibule.topologies.watch.scene.Scene}, in closed loop over clips, good and made worse.
 *
 * <p>{@link io.vestibule.lab.evaluation.watch.WatchEvaluation} is the whole of it: a {@code Clip} is read or composed, {@code
 * Truth} is found on it, a {@code Degradation} makes it worse, each {@code Loop} decides frame by frame what to look at, and
 * {@code Tally} counts.
 */
@NullMarked
package io.vestibule.lab.evaluation.watch;

import org.jspecify.annotations.NullMarked;
