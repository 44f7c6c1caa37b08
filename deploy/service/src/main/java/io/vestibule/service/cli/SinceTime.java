package io.vestibule.service.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts an option's argument to a time: ISO-8601 with an offset, or a duration before now. */
public final class SinceTime implements ITypeConverter<Instant> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");

    @Override
    public Instant convert(String text) {
        Matcher duration = DURATION.matcher(text);
        if (duration.matches()) {
            return Instant.now().minus(Duration.of(Long.parseLong(duration.group(1)), unit(duration.group(2))));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException invalid) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time such as 2026-06-01T12:00:00Z, nor a duration such as 90m, 12h or 7d");
        }
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
