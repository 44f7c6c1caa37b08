/** Pixels to values: the public face of the model runtime. */
@NullMarked
package io.vestibule.models;

import org.jspecify.annotations.NullMarked;
