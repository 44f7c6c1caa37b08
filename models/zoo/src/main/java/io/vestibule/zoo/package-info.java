/** Which models exist, where each comes from, under what licence, and how to fetch and prepare them. */
@NullMarked
package io.vestibule.zoo;

import org.jspecify.annotations.NullMarked;
