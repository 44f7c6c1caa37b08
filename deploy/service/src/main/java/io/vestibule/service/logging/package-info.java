/** The log: redaction of record contents, known noise of libraries, and a limit on the number of messages. */
@NullMarked
package io.vestibule.service.logging;

import org.jspecify.annotations.NullMarked;
