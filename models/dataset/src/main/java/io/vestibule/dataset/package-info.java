/** Datasets of soft labels on disk: what a teacher said of faces, with all that is needed to say the same again. */
@NullMarked
package io.vestibule.dataset;

import org.jspecify.annotations.NullMarked;
