package io.vestibule.service.run;

/** An application has died; the message says which, and of what. */
public final class ApplicationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ApplicationException(String message, Throwable cause) {
        super(message, cause);
    }
}
