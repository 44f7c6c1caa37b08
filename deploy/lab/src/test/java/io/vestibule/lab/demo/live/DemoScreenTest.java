package io.vestibule.lab.demo.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.demo.live.DemoStatus.DoorLine;
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

    private static final List<String> FEED = List.of(
            "0:15  Front door               somebody arrived",
            "0:16  Front door               it is ada (0.66, needs 0.54)");

    private final StringWriter written = new StringWriter();
    private final PrintWriter out = new PrintWriter(written);

    private static DemoStatus board(int seconds, List<String> feed) {
        return new DemoStatus(
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(110),
                List.of(
                        new DoorLine(
                                "Front door",
                                Optional.of(CameraState.ACTIVE),
                                200,
                                0.75,
                                List.of(0.003f, 0.003f, 0.12f, 0.29f),
                                0.06f),
                        new DoorLine("Garage, infrared", Optional.empty(), 0, 0, List.of(), 0)),
                feed);
    }

    @Test
    void shouldShowStateFramesEarlyExitsAndDistancesWhenDrawn() {
        // Given
        DemoStatusText text = new DemoStatusText(AnsiStyle.PLAIN);

        // When
        List<String> lines = text.lines(board(40, FEED));

        // Then
        assertThat(lines)
                .contains(
                        "  Doors  0:40 of 1:50",
                        "  Front door               ● active    200 frames   75 % early  ▁▁▄█",
                        "  Garage, infrared         ○ waiting     0 frames    0 % early  ",
                        "  0:16  Front door               it is ada (0.66, needs 0.54)");
    }

    @Test
    void shouldKeepItsHeightAndWidthWhenMuchHappens() {
        // Given
        DemoStatusText text = new DemoStatusText(AnsiStyle.PLAIN);
        List<String> manyEvents =
                IntStream.range(0, 50).mapToObj(i -> FEED.get(1)).toList();

        // When
        List<String> busy = text.lines(board(40, manyEvents));

        // Then
        assertThat(busy).hasSameSizeAs(text.lines(board(40, List.of())));
        assertThat(busy).allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    }

    @Test
    void shouldStayUnder80ColumnsWhenARowIsFullOfDistances() {
        // Given: the longest title, five digits of frames, every one of them early, and more distances than fit
        DoorLine full = new DoorLine(
                "Mail room, with a poster",
                Optional.of(CameraState.LEARNING),
                99_999,
                1,
                Collections.nCopies(100, 0.3f),
                0.06f);
        DemoStatus board = new DemoStatus(Duration.ofSeconds(40), Duration.ofSeconds(110), List.of(full), List.of());

        // When
        List<String> lines = new DemoStatusText(AnsiStyle.PLAIN).lines(board);

        // Then
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).endsWith("99999 frames  100 % early  " + "█".repeat(15)))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    }

    @Test
    void shouldDrawInPlaceWhenThereIsATerminal() {
        // Given
        DemoScreen screen = new TerminalScreen(out, AnsiStyle.PLAIN);
        screen.show(board(1, FEED));
        int height = new DemoStatusText(AnsiStyle.PLAIN).lines(board(1, FEED)).size();
        written.getBuffer().setLength(0);

        // When
        screen.show(board(2, FEED));

        // Then: hidden cursor, up to where the board begins, and no clearing, which would flicker
        assertThat(written.toString())
                .startsWith("\u001b[?25l\u001b[" + height + "A\r")
                .doesNotContain("\u001b[2J");
    }

    @Test
    void shouldGiveTheCursorBackWhenLeft() {
        // Given
        DemoScreen screen = new TerminalScreen(out, AnsiStyle.PLAIN);
        screen.show(board(1, FEED));

        // When
        screen.leave();

        // Then
        assertThat(written.toString()).endsWith("\u001b[?25h");
    }

    @Test
    void shouldWriteFewLinesAndNoSequencesWhenThereIsNoTerminal() {
        // Given
        DemoScreen screen = new PlainScreen(out);

        // When
        screen.say("Enrolling 5 residents");
        screen.event(FEED.get(0));
        IntStream.range(0, 41).forEach(second -> screen.show(board(second, FEED)));

        // Then
        assertThat(written.toString().lines())
                .containsExactly(
                        "Enrolling 5 residents",
                        FEED.get(0),
                        "20 s of 110: 200 frames, 75 % of them left early",
                        "40 s of 110: 200 frames, 75 % of them left early");
    }

    @Test
    void shouldUseNoColoursWhenAskedNotTo() {
        // When
        AnsiStyle paint = AnsiStyle.of(Map.of("NO_COLOR", "1"));

        // Then
        assertThat(paint).isEqualTo(AnsiStyle.PLAIN);
        assertThat(AnsiStyle.of(Map.of())).isEqualTo(AnsiStyle.COLOURED);
        assertThat(new DemoStatusText(paint).lines(board(1, FEED))).noneMatch(line -> line.contains("\u001b"));
    }
}
