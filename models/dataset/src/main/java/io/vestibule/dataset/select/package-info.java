/** Selects samples: filters, limits, and the split of identities into training and validation. */
@NullMarked
package io.vestibule.dataset.select;

import org.jspecify.annotations.NullMarked;
