/** Stop signal and temporary folders of the process. */
@NullMarked
package io.vestibule.service.process;

import org.jspecify.annotations.NullMarked;
