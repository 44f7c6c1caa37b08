package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;

/** What came of looking at a record: a value, or the reason why there is none. */
public sealed interface Outcome<T> {

    record Accepted<T>(T value) implements Outcome<T> {}

    record Rejected<T>(Rejection rejection) implements Outcome<T> {}

    static <T> Outcome<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Outcome<T> rejected(Rejection rejection) {
        return new Rejected<>(rejection);
    }

    static <T> Outcome<T> rejected(Reason reason, String cause) {
        return new Rejected<>(new Rejection(reason, cause));
    }
}
