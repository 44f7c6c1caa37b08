/** The process, as its commands see it. */
@NullMarked
package io.vestibule.service.process;

import org.jspecify.annotations.NullMarked;
