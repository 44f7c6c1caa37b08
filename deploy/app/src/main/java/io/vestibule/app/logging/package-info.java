/** What the log leaves out. */
@NullMarked
package io.vestibule.app.logging;

import org.jspecify.annotations.NullMarked;
