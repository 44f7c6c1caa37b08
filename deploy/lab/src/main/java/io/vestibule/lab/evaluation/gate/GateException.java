package io.vestibule.lab.evaluation.gate;

/** The student or the images cannot be used. The message is one line with the problem, its location and the remedy. */
public final class GateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GateException(String message) {
        super(message);
    }

    GateException(String message, Throwable cause) {
        super(message, cause);
    }
}
