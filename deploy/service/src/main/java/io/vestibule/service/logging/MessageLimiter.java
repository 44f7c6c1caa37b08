package io.vestibule.service.logging;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Limits log messages, so that no input can fill a disk: {@value #PER_KIND} of a kind and {@value #PER_LOGGER} of a logger a
 * minute. Not thread-safe.
 *
 * <p>Messages are of one kind if logger, level and text are the same except for numbers. At most {@value #KINDS} kinds are
 * counted; the others of a logger then are one kind.
 */
final class MessageLimiter {

    static final int PER_KIND = 5;
    static final int PER_LOGGER = 60;
    static final int KINDS = 1_000;

    private static final long MINUTE_MILLIS = 60_000;

    /** Kafka's messages begin with the ids of client and group, which can be over 130 characters long. */
    private static final int TEXT_LENGTH = 400;

    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

    private final Map<Kind, Count> kinds = new LinkedHashMap<>();
    private final Map<String, Count> loggers = new HashMap<>();
    private long minuteStart;

    /**
     * Messages that are counted together.
     *
     * @param text start of the message's pattern, without numbers
     */
    record Kind(String logger, int level, String text) {}

    /** Messages of a kind that were not passed. */
    record Suppressed(Kind kind, int count) {}

    private static final class Count {

        private int passed;
        private int suppressed;
    }

    /** Returns what was suppressed in the last minute, if that minute is over, and starts the next one. */
    List<Suppressed> advanceTo(long millis) {
        if (millis >= minuteStart && millis - minuteStart < MINUTE_MILLIS) {
            return List.of();
        }
        minuteStart = millis;
        return clear();
    }

    /** Returns what was suppressed in this minute, and starts the next one. */
    List<Suppressed> clear() {
        List<Suppressed> suppressed = kinds.entrySet().stream()
                .filter(kind -> kind.getValue().suppressed > 0)
                .map(kind -> new Suppressed(kind.getKey(), kind.getValue().suppressed))
                .toList();
        kinds.clear();
        loggers.clear();
        return suppressed;
    }

    /** Counts a message, and returns whether it is passed. */
    boolean admit(String logger, int level, String pattern) {
        Count ofLogger = loggers.computeIfAbsent(logger, unknown -> new Count());
        Count ofKind = kinds.computeIfAbsent(kind(logger, level, pattern), unknown -> new Count());
        if (ofKind.passed >= PER_KIND || ofLogger.passed >= PER_LOGGER) {
            ofKind.suppressed++;
            return false;
        }
        ofKind.passed++;
        ofLogger.passed++;
        return true;
    }

    private Kind kind(String logger, int level, String pattern) {
        String start = pattern.length() <= TEXT_LENGTH ? pattern : pattern.substring(0, TEXT_LENGTH);
        Kind kind = new Kind(logger, level, NUMBERS.matcher(start).replaceAll("#"));
        return kinds.size() < KINDS || kinds.containsKey(kind) ? kind : new Kind(logger, level, "other messages");
    }
}
