/** What several topologies ask of a face before they use it. */
@NullMarked
package io.vestibule.topologies.faces;

import org.jspecify.annotations.NullMarked;
