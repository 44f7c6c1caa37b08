package io.vestibule.service.run;

/** The folder of local state cannot be used. The message is one line with the setting, the problem and a remedy. */
public final class StateFolderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StateFolderException(String message) {
        super(message);
    }

    StateFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
