/** Opens, mixes and verifies datasets. */
@NullMarked
package io.vestibule.dataset.read;

import org.jspecify.annotations.NullMarked;
