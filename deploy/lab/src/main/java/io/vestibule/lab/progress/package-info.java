/** Progress of long commands on the console. */
@NullMarked
package io.vestibule.lab.progress;

import org.jspecify.annotations.NullMarked;
