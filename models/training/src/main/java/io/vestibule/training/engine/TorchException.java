package io.vestibule.training.engine;

/** PyTorch cannot be started, or rejects its input. The message contains what to do. */
public final class TorchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TorchException(String message) {
        super(message);
    }

    public TorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
