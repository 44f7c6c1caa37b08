/**
 * Measures how well Vestibule distinguishes people, on a folder of images with known people. Detection, alignment and embedding
 * are those of the product. The error rates come from {@code io.vestibule.models.verification}.
 */
@NullMarked
package io.vestibule.lab.evaluation.verification;

import org.jspecify.annotations.NullMarked;
