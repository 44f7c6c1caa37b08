/** Students, and how they learn from a dataset of soft labels. The only place that knows the training engine. */
@NullMarked
package io.vestibule.training;

import org.jspecify.annotations.NullMarked;
