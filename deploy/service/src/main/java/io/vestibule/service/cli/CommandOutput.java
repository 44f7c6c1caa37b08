package io.vestibule.service.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Output of a command, as a picocli mixin. Results go to standard output and everything else to standard error. Each method
 * flushes, so that a reader of a pipe gets each line at once.
 */
@CommandLine.Command // picocli accepts a mixin without options only with this annotation
public class CommandOutput {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Prints a line of the result, with {@linkplain TerminalText escapes} for control characters. */
    public final void result(String line) {
        PrintWriter out = out();
        out.println(TerminalText.escaped(line));
        out.flush();
    }

    /** Prints a line about progress or problems to standard error, escaped as a result. */
    public final void report(String line) {
        PrintWriter err = err();
        err.println(TerminalText.escaped(line));
        err.flush();
    }

    /** Standard output. */
    public final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** Standard error. */
    public final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    /** An exception for an invalid option or argument. The command ends with {@link ExitCode#USAGE}. */
    public final ParameterException usageError(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    /** An exception for an invalid option or argument, with its cause. */
    public final ParameterException usageError(String message, Exception cause) {
        return new ParameterException(spec().commandLine(), message, cause);
    }

    private CommandSpec spec() {
        if (command == null) {
            throw new IllegalStateException("picocli sets the command before it runs");
        }
        return command;
    }
}
