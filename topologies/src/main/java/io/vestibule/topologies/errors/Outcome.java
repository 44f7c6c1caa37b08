package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The result of validating or processing a record: a value, or the reason for its rejection. */
public sealed interface Outcome<T> {

    /** The record was accepted. */
    record Accepted<T>(T value) implements Outcome<T> {

        @Override
        public <R> R fold(
                Function<? super T, ? extends R> ifAccepted, Function<? super Rejection, ? extends R> ifRejected) {
            return ifAccepted.apply(value);
        }
    }

    /** The record was rejected. */
    record Rejected<T>(Rejection rejection) implements Outcome<T> {

        @Override
        public <R> R fold(
                Function<? super T, ? extends R> ifAccepted, Function<? super Rejection, ? extends R> ifRejected) {
            return ifRejected.apply(rejection);
        }
    }

    static <T> Outcome<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Outcome<T> rejected(Rejection rejection) {
        return new Rejected<>(rejection);
    }

    static <T> Outcome<T> rejected(Reason reason, String cause) {
        return new Rejected<>(new Rejection(reason, cause));
    }

    /** Applies one of the two functions and returns its result. */
    <R> R fold(Function<? super T, ? extends R> ifAccepted, Function<? super Rejection, ? extends R> ifRejected);

    /** Passes the value or the rejection to one of the two actions. */
    default void ifAccepted(Consumer<? super T> action, Consumer<? super Rejection> orElseReject) {
        this.<Runnable>fold(value -> () -> action.accept(value), rejection -> () -> orElseReject.accept(rejection))
                .run();
    }

    /** Returns the outcome of the mapped value; a rejection remains as it is. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> mapper) {
        return flatMap(value -> accepted(mapper.apply(value)));
    }

    /** Continues with a step that may itself reject; a rejection remains as it is. */
    default <R> Outcome<R> flatMap(Function<? super T, Outcome<R>> step) {
        return fold(step, Outcome::rejected);
    }

    /** Rejects the value if the check returns a rejection. */
    default Outcome<T> rejectIf(Function<? super T, Optional<Rejection>> check) {
        return flatMap(value -> check.apply(value).map(Outcome::<T>rejected).orElse(this));
    }
}
