/** Exports selected samples as a Parquet dataset or as tar files. */
@NullMarked
package io.vestibule.dataset.export;

import org.jspecify.annotations.NullMarked;
