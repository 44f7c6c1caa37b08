package io.vestibule.models.image;

/** An image cannot be used. The fault lies in the image, never in the platform. */
public final class BadImageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Kinds of faults. */
    public enum Fault {
        EMPTY,
        NOT_AN_IMAGE,
        ZERO_SIZE,
        TOO_MANY_PIXELS
    }

    private final Fault fault;

    public BadImageException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** The kind of fault. */
    public Fault fault() {
        return fault;
    }
}
