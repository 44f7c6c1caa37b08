/** The program: command line, configuration, wiring, embedded broker, demo. */
@NullMarked
package io.vestibule.app;

import org.jspecify.annotations.NullMarked;
