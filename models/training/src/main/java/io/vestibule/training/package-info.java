/** Training of student networks on datasets of soft labels. The only module that uses the training engine, PyTorch. */
@NullMarked
package io.vestibule.training;

import org.jspecify.annotations.NullMarked;
