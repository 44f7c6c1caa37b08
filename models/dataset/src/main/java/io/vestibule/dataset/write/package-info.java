/** Writes datasets, and resumes interrupted runs. */
@NullMarked
package io.vestibule.dataset.write;

import org.jspecify.annotations.NullMarked;
