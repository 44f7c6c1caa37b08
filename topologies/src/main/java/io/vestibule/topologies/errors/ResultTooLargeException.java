package io.vestibule.topologies.errors;

import org.apache.kafka.common.errors.SerializationException;

/**
 * A result or a state does not fit into one record of its topic. It is thrown before the producer receives the record: a
 * record that the producer refuses would abort the transaction at each attempt.
 */
public final class ResultTooLargeException extends SerializationException {

    private static final long serialVersionUID = 1;

    /** @param destination topic or changelog of the record */
    public ResultTooLargeException(String destination, int bytes, int maximum) {
        super("a record of " + bytes + " bytes for " + destination + " is too large; the maximum is " + maximum);
    }
}
