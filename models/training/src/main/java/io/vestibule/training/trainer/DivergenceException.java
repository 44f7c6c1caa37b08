package io.vestibule.training.trainer;

/** The numbers have run away. What was learnt up to the last good checkpoint is kept. */
public final class DivergenceException extends TrainingException {

    private static final long serialVersionUID = 1;

    DivergenceException(String message) {
        super(message);
    }
}
