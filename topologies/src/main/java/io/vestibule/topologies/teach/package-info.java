/**
 * What the teacher says of the faces that cameras see: soft labels, from which smaller models learn.
 *
 * <p>{@link io.vestibule.topologies.teach.TeachTopology} is the flow. The rules know no Kafka: {@code Sampling} says which
 * faces are worth a label, {@code Labelling} whose a face is and until when that may be said.
 */
@NullMarked
package io.vestibule.topologies.teach;

import org.jspecify.annotations.NullMarked;
