package io.vestibule.service.logging;

import io.vestibule.models.ModelException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Describes a failure without the contents of records. The message of an exception may quote a record, and with it the name of
 * a subject. Only messages of Kafka's own exceptions and of models are shown; others are replaced by class and location. Addresses in
 * them are shortened by {@link AddressRedaction}.
 */
public final class MessageRedaction {
    private static final String OWN = "io.vestibule.";
    private static final String KAFKA = "org.apache.kafka.";

    /** Kafka Streams appends the stack trace of the cause after it, including messages. */
    private static final String KAFKA_TRACE = "stacktrace=";

    private MessageRedaction() {}

    /** One line: the permitted message closest to the root cause, with class and location of the root cause. */
    public static String oneLine(Throwable failure) {
        Throwable root = chain(failure).reduce(failure, (before, last) -> last);
        String location = location(root).map(frame -> " at " + frame).orElse("");
        String cause = root.getClass().getName() + location;
        return chain(failure)
                .map(MessageRedaction::permitted)
                .flatMap(Optional::stream)
                .reduce((before, last) -> last)
                .map(message -> message + " (" + cause + ")")
                .orElse(cause);
    }

    /** The permitted part of an exception's message. */
    static Optional<String> permitted(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || !isTrusted(failure)) {
            return Optional.empty();
        }
        String firstLine = message.split(KAFKA_TRACE + "|\\R", 2)[0].strip().replaceFirst(",$", "");
        // Kafka's wrappers repeat the message of the wrapped exception.
        boolean quotesUntrusted = !(failure instanceof ModelException)
                && chain(failure)
                        .filter(cause -> !isTrusted(cause))
                        .map(Throwable::getMessage)
                        .anyMatch(other -> other != null && !other.isBlank() && firstLine.contains(other));
        return firstLine.isEmpty() || quotesUntrusted
                ? Optional.empty()
                : Optional.of(AddressRedaction.inText(firstLine));
    }

    private static boolean isTrusted(Throwable failure) {
        return failure instanceof ModelException || failure.getClass().getName().startsWith(KAFKA);
    }

    /** The innermost stack frame in Vestibule's code, or the innermost frame if there is none. */
    private static Optional<StackTraceElement> location(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return Arrays.stream(trace)
                .filter(frame -> frame.getClassName().startsWith(OWN))
                .findFirst()
                .or(() -> Arrays.stream(trace).findFirst());
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, Throwable::getCause);
    }
}
