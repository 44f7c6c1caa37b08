package io.vestibule.service.publish;

/** A source of pictures cannot be used. The message names the source without secrets, and the reason. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whether another attempt can succeed without a change of the command. */
    enum Fault {
        /** The source does not answer, or it has ended. It can come back. */
        AWAY,
        /** The source rejected the credentials. Cameras lock an account after several attempts, so the next one must wait. */
        CREDENTIALS,
        /** No attempt can succeed: the source is no video, does not exist, or its address is malformed. */
        UNUSABLE
    }

    private final Fault fault;

    SourceException(String message) {
        this(Fault.UNUSABLE, message);
    }

    SourceException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    SourceException(String message, Throwable cause) {
        super(message, cause);
        this.fault = Fault.UNUSABLE;
    }

    Fault fault() {
        return fault;
    }
}
