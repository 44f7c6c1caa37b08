package io.vestibule.service.logging;

import io.vestibule.models.ModelException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells of a failure without what records hold. An exception's words may quote any of it, subjects' names too; so only
 * Kafka's own exceptions and those of models are quoted, and of the others the class and the place are told.
 */
public final class MessageRedaction {
    private static final String OWN = "io.vestibule.";
    private static final String KAFKA = "org.apache.kafka.";

    /** Kafka Streams puts all of the cause's stack trace behind it, words and all. */
    private static final String KAFKA_TRACE = "stacktrace=";

    private MessageRedaction() {}

    /** In one line: the words that come closest to the root and may be quoted, the root's class, and its place. */
    public static String inOneLine(Throwable failure) {
        Throwable root = chain(failure).reduce(failure, (before, last) -> last);
        String place = place(root).map(frame -> " at " + frame).orElse("");
        String what = root.getClass().getName() + place;
        return chain(failure)
                .map(MessageRedaction::words)
                .flatMap(Optional::stream)
                .reduce((before, last) -> last)
                .map(words -> words + " (" + what + ")")
                .orElse(what);
    }

    /** What may be quoted of an exception's message. */
    static Optional<String> words(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || !mayBeQuoted(failure)) {
            return Optional.empty();
        }
        String words = message.split(KAFKA_TRACE + "|\\R", 2)[0].strip().replaceFirst(",$", "");
        // Kafka's wrappers repeat the words of what they wrap.
        boolean repeats = !(failure instanceof ModelException)
                && chain(failure)
                        .filter(cause -> !mayBeQuoted(cause))
                        .map(Throwable::getMessage)
                        .anyMatch(foreign -> foreign != null && !foreign.isBlank() && words.contains(foreign));
        return words.isEmpty() || repeats ? Optional.empty() : Optional.of(words);
    }

    private static boolean mayBeQuoted(Throwable failure) {
        return failure instanceof ModelException || failure.getClass().getName().startsWith(KAFKA);
    }

    /** The line of Vestibule's where it happened; the innermost of all, where none is. */
    private static Optional<StackTraceElement> place(Throwable failure) {
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
