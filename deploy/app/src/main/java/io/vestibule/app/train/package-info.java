/** A run of the school as people see it: the lines while it goes, and the page when it has gone. */
@NullMarked
package io.vestibule.app.train;

import org.jspecify.annotations.NullMarked;
