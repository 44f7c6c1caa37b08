package io.vestibule.service.cli;

import java.util.Objects;

/** A command cannot do its work. The message is the one line that the user reads. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    public CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A failure with the message of its cause, or with the name of the cause's class if it has no message. */
    public CommandException(ExitCode exitCode, Exception cause) {
        this(exitCode, Objects.requireNonNullElseGet(cause.getMessage(), cause::toString), cause);
    }

    public CommandException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
