/**
 * Measures the speed of the pipeline and of a bare loop over the same frames with the same models: the cost of Kafka, the time of each
 * stage, and the latency from a face to its event.
 */
@NullMarked
package io.vestibule.lab.bench;

import org.jspecify.annotations.NullMarked;
