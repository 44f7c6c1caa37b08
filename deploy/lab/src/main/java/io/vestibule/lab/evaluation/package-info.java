/** Measures the accuracy of models and rules on data with known ground truth. */
@NullMarked
package io.vestibule.lab.evaluation;

import org.jspecify.annotations.NullMarked;
