/** Log filters: redaction of record contents, and known noise of libraries. */
@NullMarked
package io.vestibule.service.logging;

import org.jspecify.annotations.NullMarked;
