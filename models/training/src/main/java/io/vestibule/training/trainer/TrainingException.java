package io.vestibule.training.trainer;

/** A run cannot start or continue. The message is one line for the person who started it. */
public class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
