package io.vestibule.lab.evaluation.verification;

/** The images or the pairs cannot be used as they are; the message says which, and why. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EvaluationException(String message) {
        super(message);
    }

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
