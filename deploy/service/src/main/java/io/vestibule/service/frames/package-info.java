/** Pictures that are too large for a record: a folder that holds them, by the SHA-256 of their bytes. */
@NullMarked
package io.vestibule.service.frames;

import org.jspecify.annotations.NullMarked;
