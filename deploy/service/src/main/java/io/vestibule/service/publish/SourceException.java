package io.vestibule.service.publish;

/** A source of pictures cannot be used. The message names the source and the reason. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SourceException(String message) {
        super(message);
    }

    SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
