/** Validation of sightings, limits of face quality, and checked embeddings, shared by several topologies. */
@NullMarked
package io.vestibule.topologies.faces;

import org.jspecify.annotations.NullMarked;
