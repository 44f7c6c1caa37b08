/** The whole program: the commands of service and lab in one command line. */
@NullMarked
package io.vestibule.app;

import org.jspecify.annotations.NullMarked;
