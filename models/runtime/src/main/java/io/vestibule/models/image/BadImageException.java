package io.vestibule.models.image;

/** An image that cannot be used. The fault of the image, never of the platform. */
public final class BadImageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the image. */
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

    public Fault fault() {
        return fault;
    }
}
