package io.vestibule.service.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text form of values, as in the configuration file. */
final class ValueFormat {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d+) ?(ms|s|m|h|d)");

    private ValueFormat() {}

    static String of(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(ValueFormat::of).orElse("none");
        }
        if (value instanceof Duration duration) {
            return ofDuration(duration);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ValueFormat::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Set<?> set) {
            return set.stream().map(ValueFormat::of).sorted().collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Record record) {
            return fields(record);
        }
        return String.valueOf(value);
    }

    /**
     * Parses "500ms", "5s", "3m", "2h", "7d", or ISO-8601 as in "PT1M30S".
     *
     * @throws IllegalArgumentException if the text has neither form
     */
    static Duration duration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        try {
            if (!matcher.matches()) {
                return Duration.parse(text);
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException refused) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a duration such as 500ms, 5s, 3m, 2h, 7d or PT1M30S", refused);
        }
    }

    private static String ofDuration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        return minutes % (24 * 60) == 0 ? minutes / (24 * 60) + "d" : minutes / 60 + "h";
    }

    private static String fields(Record record) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .filter(component -> !Optional.empty().equals(RecordReflection.read(component, record)))
                .map(component ->
                        ConfigurationKey.nameOf("", component) + ": " + of(RecordReflection.read(component, record)))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
