package io.vestibule.zoo;

import java.io.Serial;

/** What went wrong with a package or a file of the zoo, in one line that a person can act on. */
public final class ZooException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public ZooException(String message) {
        super(message);
    }

    public ZooException(String message, Throwable cause) {
        super(message, cause);
    }
}
