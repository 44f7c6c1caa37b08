/** Training data: which faces train and which validate, how batches are sampled, and how they are loaded. */
@NullMarked
package io.vestibule.training.data;

import org.jspecify.annotations.NullMarked;
