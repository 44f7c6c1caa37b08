package io.vestibule.common.yaml;

/** A YAML text cannot be read. The message is one line with the file, the line and the reason. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    YamlException(String message) {
        super(message);
    }

    YamlException(String message, Throwable cause) {
        super(message, cause);
    }
}
