package io.vestibule.lab.evaluation.watch.clip;

/** A clip cannot be used, or a scene does not exist. The message states which, and why. */
public final class ClipException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ClipException(String message) {
        super(message);
    }

    public ClipException(String message, Throwable cause) {
        super(message, cause);
    }
}
