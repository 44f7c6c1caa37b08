/**
 * The gallery topic in memory, for the topologies that search it.
 *
 * <p>An application creates one {@link io.vestibule.topologies.gallery.Gallery}, adds it to its topology as a global store and
 * passes it to the processors. The global thread of Kafka Streams writes it, and all stream threads read it. It is rebuilt
 * from the topic at every start and never stored on disk, so an erased face disappears with its tombstone.
 */
@NullMarked
package io.vestibule.topologies.gallery;

import org.jspecify.annotations.NullMarked;
