package io.vestibule.lab.label;

/** Reports why photographs cannot be labelled. The message is one line: what is wrong, where, and what to do. */
public final class LabelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LabelException(String message) {
        super(message);
    }

    LabelException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The exception after a stop signal. */
    static LabelException stopped() {
        return new LabelException("stopped; run the same command again to continue");
    }
}
