/**
 * The path of one frame, from encoded image to live faces. Independent of Kafka.
 *
 * <p>{@link io.vestibule.topologies.watch.analysis.FrameAnalyzer} is the whole path. {@link
 * io.vestibule.topologies.watch.analysis.SceneFilter} is its middle part, on features alone.
 */
@NullMarked
package io.vestibule.topologies.watch.analysis;

import org.jspecify.annotations.NullMarked;
