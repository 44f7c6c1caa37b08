package io.vestibule.training.trainer;

/** The loss of a run has diverged. The last good checkpoint is kept. */
public final class DivergenceException extends TrainingException {

    private static final long serialVersionUID = 1;

    DivergenceException(String message) {
        super(message);
    }
}
