package io.vestibule.lab.evaluation.verification;

/** The images or pairs cannot be used. The message names them and the reason. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EvaluationException(String message) {
        super(message);
    }

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
