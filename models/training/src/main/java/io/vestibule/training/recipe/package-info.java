/** What a recipe says, and how it is read: everything that a run depends on, besides its faces. */
@NullMarked
package io.vestibule.training.recipe;

import org.jspecify.annotations.NullMarked;
