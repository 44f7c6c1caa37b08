/** Images that are too large for a record, in a folder by the SHA-256 of their bytes. */
@NullMarked
package io.vestibule.service.frames;

import org.jspecify.annotations.NullMarked;
