package io.vestibule.lab.demo.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.demo.live.DemoStatus.DoorStatus;
import io.vestibule.schemas.CameraState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoScreenTest {

    private static final List<String> EVENTS = List.of(
            "0:15  Front door               person arrived",
            "0:16  Front door               ada identified (0.66, needs 0.54)");

    private final StringWriter written = new StringWriter();
    private final PrintWriter out = new PrintWriter(written);

    private static DemoStatus status(int seconds, List<String> events) {
        return new DemoStatus(
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(110),
                List.of(
                        new DoorStatus(
                                "Front door",
                                Optional.of(CameraState.ACTIVE),
                                200,
                                0.75,
                                List.of(0.003f, 0.003f, 0.12f, 0.29f),
                                0.06f),
                        new DoorStatus("Garage, infrared", Optional.empty(), 0, 0, List.of(), 0)),
                events);
    }

    @Test
    void shouldShowStateFramesEarlyExitsAndDistancesWhenDrawn() {
        // Given
        DemoStatusText text = new DemoStatusText(AnsiStyle.PLAIN);

        // When
        List<String> lines = text.lines(status(40, EVENTS));

        // Then
        assertThat(lines)
                .contains(
                        "  Doors  0:40 of 1:50",
                        "  Front door               ● active    200 frames   75 % early  ▁▁▄█",
                        "  Garage, infrared         ○ waiting     0 frames    0 % early  ",
                        "  0:16  Front door               ada identified (0.66, needs 0.54)");
    }

    @Test
    void shouldKeepItsHeightAndWidthWhenThereAreManyEvents() {
        // Given
        DemoStatusText text = new DemoStatusText(AnsiStyle.PLAIN);
        List<String> manyEvents =
                IntStream.range(0, 50).mapToObj(i -> EVENTS.get(1)).toList();

        // When
        List<String> busy = text.lines(status(40, manyEvents));

        // Then
        assertThat(busy).hasSameSizeAs(text.lines(status(40, List.of())));
        assertThat(busy).allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    }

    @Test
    void shouldFitIn80ColumnsWhenARowIsFullOfDistances() {
        // Given
        DoorStatus full = new DoorStatus(
                "Mail room, with a poster",
                Optional.of(CameraState.LEARNING),
                99_999,
                1,
                Collections.nCopies(100, 0.3f),
                0.06f);
        DemoStatus status = new DemoStatus(Duration.ofSeconds(40), Duration.ofSeconds(110), List.of(full), List.of());

        // When
        List<String> lines = new DemoStatusText(AnsiStyle.PLAIN).lines(status);

        // Then
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).endsWith("99999 frames  100 % early  " + "█".repeat(15)))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    }

    @Test
    void shouldRedrawInPlaceWithoutClearingWhenThereIsATerminal() {
        // Given
        DemoScreen screen = new TerminalScreen(out, AnsiStyle.PLAIN);
        screen.update(status(1, EVENTS));
        int height =
                new DemoStatusText(AnsiStyle.PLAIN).lines(status(1, EVENTS)).size();
        written.getBuffer().setLength(0);

        // When
        screen.update(status(2, EVENTS));

        // Then
        assertThat(written.toString())
                .startsWith("\u001b[?25l\u001b[" + height + "A\r")
                .doesNotContain("\u001b[2J");
    }

    @Test
    void shouldShowTheCursorAgainWhenReleased() {
        // Given
        DemoScreen screen = new TerminalScreen(out, AnsiStyle.PLAIN);
        screen.update(status(1, EVENTS));

        // When
        screen.release();

        // Then
        assertThat(written.toString()).endsWith("\u001b[?25h");
    }

    @Test
    void shouldPrintFewPlainLinesWhenThereIsNoTerminal() {
        // Given
        DemoScreen screen = new PlainScreen(out);

        // When
        screen.printStep("Enrolling 5 residents");
        screen.printEvent(EVENTS.get(0));
        IntStream.range(0, 41).forEach(second -> screen.update(status(second, EVENTS)));

        // Then
        assertThat(written.toString().lines())
                .containsExactly(
                        "Enrolling 5 residents",
                        EVENTS.get(0),
                        "20 of 110 s: 200 frames, 75 % early exits",
                        "40 of 110 s: 200 frames, 75 % early exits");
    }

    @Test
    void shouldUseNoColoursWhenNoColorIsSet() {
        // When
        AnsiStyle style = AnsiStyle.of(Map.of("NO_COLOR", "1"));

        // Then
        assertThat(style).isEqualTo(AnsiStyle.PLAIN);
        assertThat(AnsiStyle.of(Map.of())).isEqualTo(AnsiStyle.COLOURED);
        assertThat(new DemoStatusText(style).lines(status(1, EVENTS))).noneMatch(line -> line.contains("\u001b"));
    }
}
