/**
 * What the teacher says of the faces that cameras see: soft labels, from which smaller models learn.
 *
 * <p>{@link io.vestibule.topologies.teach.TeachTopology} is the flow. The rules know no Kafka: {@code Sampling} says which
 * faces are worth a label, {@link io.vestibule.topologies.teach.Labeller} whose a face is and until when that may be said,
 * {@link io.vestibule.topologies.teach.TeacherEmbedder} what its embedding is. So faces that come from elsewhere than a topic get
 * their labels by the same code.
 */
@NullMarked
package io.vestibule.topologies.teach;

import org.jspecify.annotations.NullMarked;
