/**
 * Baselines against which the product's motion filter is evaluated: other measures, a sensor of pixels, other cuts of the detector.
 * They are not part of the product.
 */
@NullMarked
package io.vestibule.lab.evaluation.watch.baseline;

import org.jspecify.annotations.NullMarked;
