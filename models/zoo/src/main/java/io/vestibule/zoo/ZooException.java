package io.vestibule.zoo;

import java.io.Serial;

/** A fault of a package or a file of the zoo. The message is one line: what is wrong, where, and what to do. */
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
