/**
 * The commands. A command reads its flags, calls one part of the program and prints; results go to standard output, all
 * else to standard error. It fails by throwing, and {@link Failures} turns what was thrown into one line and an exit code.
 */
@NullMarked
package io.vestibule.app.command;

import org.jspecify.annotations.NullMarked;
