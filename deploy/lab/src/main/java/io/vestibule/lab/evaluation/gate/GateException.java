package io.vestibule.lab.evaluation.gate;

/** The student or the images cannot be used as they are; the message is one line that says which, why and what to do. */
public final class GateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GateException(String message) {
        super(message);
    }

    GateException(String message, Throwable cause) {
        super(message, cause);
    }
}
