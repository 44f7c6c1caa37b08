/**
 * Measures how fast the pipeline is, beside a bare loop over the same frames with the same models: what is lost on the way
 * through Kafka, what each stage takes, how long a face needs to become an event.
 */
@NullMarked
package io.vestibule.lab.bench;

import org.jspecify.annotations.NullMarked;
