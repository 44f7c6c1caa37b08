package io.vestibule.models;

/** A model was used after it was closed. The program is ending; the input is not at fault. */
public final class ClosedModelException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public ClosedModelException(String model) {
        super(model + " is closed");
    }
}
