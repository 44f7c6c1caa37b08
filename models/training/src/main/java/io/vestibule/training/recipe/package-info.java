/** Recipes and their validation. A recipe contains everything that a run depends on, besides its data. */
@NullMarked
package io.vestibule.training.recipe;

import org.jspecify.annotations.NullMarked;
