/** The files of a dataset: manifest, Parquet columns, hashes. */
@NullMarked
package io.vestibule.dataset.format;

import org.jspecify.annotations.NullMarked;
