/** The process, as its commands see it. */
@NullMarked
package io.vestibule.app.process;

import org.jspecify.annotations.NullMarked;
