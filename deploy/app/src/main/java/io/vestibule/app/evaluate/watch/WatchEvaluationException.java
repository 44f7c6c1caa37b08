package io.vestibule.app.evaluate.watch;

/** A clip cannot be used as it is, or there is no such scene; the message says which, and why. */
public final class WatchEvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WatchEvaluationException(String message) {
        super(message);
    }

    WatchEvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
