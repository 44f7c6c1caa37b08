package io.vestibule.schemas.serdes;

import io.vestibule.schemas.Reason;
import org.apache.kafka.common.errors.SerializationException;

/** The bytes are not a record of the expected type. The fault is in the record: reading the same bytes again fails again. */
public final class AvroDecodingException extends SerializationException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    AvroDecodingException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    AvroDecodingException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Reason for the dead letter. */
    public Reason reason() {
        return kind.reason;
    }

    /** Kind of the fault. */
    public enum Kind {
        /** The bytes are shorter than the header of ten bytes, or do not start with the marker C3 01. */
        NOT_AVRO(Reason.NOT_AVRO),
        /** No schema in the store has the fingerprint: it belongs to a newer writer, or it is damaged. */
        UNKNOWN_SCHEMA(Reason.UNKNOWN_SCHEMA),
        /** The schema is known, but it belongs to another record, or its version cannot be read as the current one. */
        WRONG_SCHEMA(Reason.WRONG_SCHEMA),
        /** The value is truncated, has trailing bytes, or violates its schema. */
        CORRUPT_VALUE(Reason.CORRUPT_VALUE);

        private final Reason reason;

        Kind(Reason reason) {
            this.reason = reason;
        }
    }
}
