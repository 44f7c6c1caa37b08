/**
 * The gallery topic in memory, for the topologies that search it.
 *
 * <p>{@link io.vestibule.topologies.gallery.Gallery} is made once for an application, added to its topology as a global
 * store, and given to the processors: Kafka Streams' global thread writes it, all stream threads read it. It is rebuilt
 * from the topic at every start and never on disk, so that an erased face leaves with its tombstone.
 */
@NullMarked
package io.vestibule.topologies.gallery;

import org.jspecify.annotations.NullMarked;
