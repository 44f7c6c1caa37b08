/** Every topic of Vestibule as a typed value, declared once. */
@NullMarked
package io.vestibule.schemas.topics;

import org.jspecify.annotations.NullMarked;
