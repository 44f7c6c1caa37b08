package io.vestibule.service.broker;

/** The broker cannot start. The message is one line with the reason. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokerStartException(String message) {
        super(message);
    }

    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
