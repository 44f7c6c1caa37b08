package io.vestibule.service.run;

/** An application has failed. The message names the application and the cause. */
public final class ApplicationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ApplicationException(String message, Throwable cause) {
        super(message, cause);
    }
}
