package io.vestibule.training.engine;

/** The engine cannot be had, or refuses what it was given. The message says what to do. */
public final class TorchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TorchException(String message) {
        super(message);
    }

    public TorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
