package io.vestibule.service.cli;

import java.util.Set;
import java.util.concurrent.Callable;

/** A command that does something, as opposed to one that only groups others. */
public interface Command extends Callable<Integer> {
    /** Codes with which it can end, besides {@link ExitCode#OK} and {@link ExitCode#USAGE}, with which any can. */
    Set<ExitCode> exitCodes();

    /**
     * Does the work. Whatever it throws is shown as one line.
     *
     * @return how it ended
     */
    ExitCode run() throws Exception;

    @Override
    default Integer call() throws Exception {
        return run().code();
    }
}
