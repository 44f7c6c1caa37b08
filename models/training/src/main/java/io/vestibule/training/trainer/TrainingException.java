package io.vestibule.training.trainer;

/** A run cannot begin, or cannot go on; the message is one line for whoever asked for it. */
public class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
