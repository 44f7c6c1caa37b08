package io.vestibule.dataset;

import java.io.Serial;

/** Reports an unusable dataset. The message is one line: what is wrong, in which file, and what to do. */
public final class DatasetException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
