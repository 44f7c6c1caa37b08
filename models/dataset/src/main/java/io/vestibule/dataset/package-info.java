/** A sample of a dataset of soft labels, its parts, and the class centres that samples are compared with. */
@NullMarked
package io.vestibule.dataset;

import org.jspecify.annotations.NullMarked;
