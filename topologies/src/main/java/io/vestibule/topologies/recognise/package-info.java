/**
 * Faces to identity events: which person comes to which camera, and when they leave.
 *
 * <p>{@link io.vestibule.topologies.recognise.RecogniseTopology} is the whole flow. For each face, a {@link
 * io.vestibule.topologies.recognise.Router} chooses the embedder, {@code FaceMatcher} searches the gallery and returns a
 * vote, and {@code CameraVisits} assigns the face to a visit and creates the events.
 *
 * <p>All decisions are made by classes without Kafka. All times are capture times.
 */
@NullMarked
package io.vestibule.topologies.recognise;

import org.jspecify.annotations.NullMarked;
