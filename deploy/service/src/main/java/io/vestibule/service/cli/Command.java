package io.vestibule.service.cli;

import java.util.Set;
import java.util.concurrent.Callable;

/** A command that does work. Commands that only group others do not implement this interface. */
public interface Command extends Callable<Integer> {
    /** Possible exit codes besides {@link ExitCode#OK} and {@link ExitCode#USAGE}, which all commands have. */
    Set<ExitCode> exitCodes();

    /**
     * Does the work. {@link FailureHandler} prints exceptions as one line.
     *
     * @return the exit code
     */
    ExitCode run() throws Exception;

    @Override
    default Integer call() throws Exception {
        return run().code();
    }
}
