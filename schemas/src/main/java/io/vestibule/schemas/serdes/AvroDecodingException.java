package io.vestibule.schemas.serdes;

import io.vestibule.schemas.Reason;
import org.apache.kafka.common.errors.SerializationException;

/** Bytes that are no record of the expected kind. The record's own fault: the same bytes will fail for ever. */
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

    /** What the dead letter says. */
    public Reason reason() {
        return kind.reason;
    }

    /** What is wrong with the bytes. */
    public enum Kind {
        /** Shorter than the ten bytes of header, or other marker bytes than C3 01. */
        NOT_AVRO(Reason.NOT_AVRO),
        /** The fingerprint is of no schema in the store: a newer writer's, or damaged. */
        UNKNOWN_SCHEMA(Reason.UNKNOWN_SCHEMA),
        /** The fingerprint is of a known schema, but of another record or of a version that cannot be read as this one. */
        WRONG_SCHEMA(Reason.WRONG_SCHEMA),
        /** The value ends early, goes on after its end, or holds what its schema does not allow. */
        CORRUPT_VALUE(Reason.CORRUPT_VALUE);

        private final Reason reason;

        Kind(Reason reason) {
            this.reason = reason;
        }
    }
}
