package io.vestibule.service.config;

/** The configuration is invalid. The message names the file and line, variable or option, and the problem. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConfigurationException(String message) {
        super(message);
    }

    ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
