/** Counts and histograms that describe a dataset. */
@NullMarked
package io.vestibule.dataset.statistics;

import org.jspecify.annotations.NullMarked;
