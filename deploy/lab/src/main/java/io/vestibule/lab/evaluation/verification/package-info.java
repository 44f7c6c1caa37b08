/**
 * Measures how well the product tells people apart, on a folder of images whose people are known. Detection, alignment and
 * embedding are the product's own; the arithmetic of errors is {@code io.vestibule.models.verification}.
 */
@NullMarked
package io.vestibule.lab.evaluation.verification;

import org.jspecify.annotations.NullMarked;
