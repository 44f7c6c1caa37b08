/** What the log leaves out. */
@NullMarked
package io.vestibule.service.logging;

import org.jspecify.annotations.NullMarked;
