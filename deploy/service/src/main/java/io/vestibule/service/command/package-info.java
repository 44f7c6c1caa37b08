/** The commands of the service. Each one reads its options, calls one part of the program and prints the result. */
@NullMarked
package io.vestibule.service.command;

import org.jspecify.annotations.NullMarked;
