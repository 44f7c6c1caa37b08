package io.vestibule.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueConverterTest {
    record Door(String name, Optional<Duration> patience, List<String> bells) {}

    record Types(Optional<Path> folder, List<Integer> numbers, List<Door> doors) {}

    static Stream<Arguments> durations() {
        return Stream.of(
                arguments("500ms", Duration.ofMillis(500)),
                arguments("5s", Duration.ofSeconds(5)),
                arguments("3m", Duration.ofMinutes(3)),
                arguments("2h", Duration.ofHours(2)),
                arguments("7 d", Duration.ofDays(7)),
                arguments("PT1M30S", Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void shouldParseADuration(String text, Duration expected) {
        assertThat(ValueConverter.convert(Duration.class, "key", sourced(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("durations")
    void shouldFormatADurationSoThatItCanBeParsed(String text, Duration duration) {
        assertThat(ValueFormat.duration(ValueFormat.of(duration))).isEqualTo(duration);
    }

    @Test
    void shouldShowTheDurationFormatWhenAValueIsNotADuration() {
        assertThatThrownBy(() -> ValueConverter.convert(Duration.class, "watch.heartbeat", sourced("5")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("here: watch.heartbeat: \"5\" is not a duration such as 500ms");
    }

    @Test
    void shouldConvertAListFromTheFileAndFromOneLine() {
        // Given
        Type numbers = typeOf("numbers");

        // When, Then
        assertThat(ValueConverter.convert(numbers, "key", sourced(List.of("1", "2"))))
                .isEqualTo(List.of(1, 2));
        assertThat(ValueConverter.convert(numbers, "key", sourced("[1, 2]"))).isEqualTo(List.of(1, 2));
        assertThat(ValueConverter.convert(numbers, "key", sourced("1,2"))).isEqualTo(List.of(1, 2));
    }

    @Test
    void shouldConvertRecordsWithoutTheirOptionalComponents() {
        // When
        Object doors = ValueConverter.convert(
                typeOf("doors"),
                "key",
                sourced(List.of(Map.of("name", "north", "patience", "3s"), Map.of("name", "south"))));

        // Then
        assertThat(doors)
                .isEqualTo(List.of(
                        new Door("north", Optional.of(Duration.ofSeconds(3)), List.of()),
                        new Door("south", Optional.empty(), List.of())));
    }

    @Test
    void shouldConvertRecordsFromAVariable() {
        assertThat(ValueConverter.convert(typeOf("doors"), "key", sourced("[{name: north, bells: [a, b]}]")))
                .isEqualTo(List.of(new Door("north", Optional.empty(), List.of("a", "b"))));
    }

    @Test
    void shouldNameTheComponentWhenARecordHasAMissingOrUnknownOne() {
        assertThatThrownBy(() -> ValueConverter.convert(typeOf("doors"), "key", sourced("[{bells: [a]}]")))
                .hasMessageContaining("name is missing");
        assertThatThrownBy(() -> ValueConverter.convert(typeOf("doors"), "key", sourced("[{name: a, bell: b}]")))
                .hasMessageContaining("unknown key \"bell\"; keys are name, patience, bells");
    }

    private static SourcedValue sourced(Object value) {
        return new SourcedValue(value, "here");
    }

    private static Type typeOf(String component) {
        return Stream.of(Types.class.getRecordComponents())
                .filter(candidate -> candidate.getName().equals(component))
                .findFirst()
                .orElseThrow()
                .getGenericType();
    }
}
