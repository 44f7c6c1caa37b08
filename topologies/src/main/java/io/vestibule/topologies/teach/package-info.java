/**
 * Creates soft labels for faces: the teacher model's output, from which smaller models are trained.
 *
 * <p>{@link io.vestibule.topologies.teach.TeachTopology} is the data flow. The rules do not depend on Kafka: {@code
 * FaceSampler} selects faces for the teacher, {@link io.vestibule.topologies.teach.TeacherEmbedder} computes embeddings, {@link
 * io.vestibule.topologies.teach.Labeller} assigns labels and their expiry. Faces from other sources than a topic therefore
 * get their labels by the same code.
 */
@NullMarked
package io.vestibule.topologies.teach;

import org.jspecify.annotations.NullMarked;
