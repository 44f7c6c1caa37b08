package io.vestibule.service.config;

/** The configuration cannot be used; the message names the file and line, variable or flag, and what is wrong there. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConfigurationException(String message) {
        super(message);
    }

    ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
