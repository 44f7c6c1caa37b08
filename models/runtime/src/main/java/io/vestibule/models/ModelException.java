package io.vestibule.models;

/** A model failed. The message names the model and the stage. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModelException(String model, String stage, Throwable cause) {
        super(model + ": " + stage + ": " + cause.getMessage(), cause);
    }

    public ModelException(String model, String stage, String message) {
        super(model + ": " + stage + ": " + message);
    }
}
