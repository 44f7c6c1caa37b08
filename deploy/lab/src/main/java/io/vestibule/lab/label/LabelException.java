package io.vestibule.lab.label;

/** Images cannot be labelled as asked; the message is one line that says which, why and what to do. */
public final class LabelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LabelException(String message) {
        super(message);
    }

    LabelException(String message, Throwable cause) {
        super(message, cause);
    }
}
