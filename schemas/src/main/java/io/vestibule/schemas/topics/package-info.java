/** Every topic of Vestibule as a typed value, declared once, and what its keys look like. Values, free of state and I/O. */
@NullMarked
package io.vestibule.schemas.topics;

import org.jspecify.annotations.NullMarked;
