/**
 * What all commands share: common options, output, errors and exit codes. A command reads its options, calls one part of the
 * program and prints. Results go to standard output, everything else to standard error. A command fails by an exception, and
 * {@link io.vestibule.service.cli.FailureHandler} turns it into one line and an exit code.
 */
@NullMarked
package io.vestibule.service.cli;

import org.jspecify.annotations.NullMarked;
