package io.vestibule.models;

/** A model was used after it was closed: the program is ending, and nobody's input is at fault. */
public final class ClosedModelException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ClosedModelException(String model) {
        super(model + " is closed");
    }
}
