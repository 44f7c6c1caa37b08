/** A run of the school as people see it: the lines while it goes, and the page when it has gone. */
@NullMarked
package io.vestibule.lab.training;

import org.jspecify.annotations.NullMarked;
