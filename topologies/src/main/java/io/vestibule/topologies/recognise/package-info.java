/**
 * Faces to identity events: who comes to which door, who it is, and when they leave.
 *
 * <p>{@link io.vestibule.topologies.recognise.RecogniseTopology} is the whole flow. A {@link
 * io.vestibule.topologies.recognise.Router} chooses a model for each face; {@code Bars} turns what the gallery says into
 * a vote; {@code Visits} gathers sightings into visits and tells what there is to tell of each, once.
 *
 * <p>All decisions are made by classes that know nothing of Kafka. Times are capture times.
 */
@NullMarked
package io.vestibule.topologies.recognise;

import org.jspecify.annotations.NullMarked;
