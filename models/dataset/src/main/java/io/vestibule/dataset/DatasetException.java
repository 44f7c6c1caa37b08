package io.vestibule.dataset;

import java.io.Serial;

/** What is wrong with a dataset, in one line that names the file and can be acted on. */
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
