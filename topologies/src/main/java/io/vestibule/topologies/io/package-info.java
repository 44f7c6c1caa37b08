/** The ends of a topology: where records of typed topics come in and go out, and what time they have. */
@NullMarked
package io.vestibule.topologies.io;

import org.jspecify.annotations.NullMarked;
