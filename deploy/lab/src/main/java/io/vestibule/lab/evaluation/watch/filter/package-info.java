/**
 * The motion filters under evaluation, each in closed loop on the output of sensors. {@code SceneLoop} runs the product's own
 * {@link io.vestibule.topologies.watch.analysis.SceneFilter}.
 */
@NullMarked
package io.vestibule.lab.evaluation.watch.filter;

import org.jspecify.annotations.NullMarked;
