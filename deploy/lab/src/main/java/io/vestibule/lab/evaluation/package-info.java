/** Measures how good the product is, on data of which the truth is known: one room for each question. */
@NullMarked
package io.vestibule.lab.evaluation;

import org.jspecify.annotations.NullMarked;
