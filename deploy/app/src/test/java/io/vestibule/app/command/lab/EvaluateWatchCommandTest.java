package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.testing.DrawnPictures;
import io.vestibule.testing.PreparedZoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the command on composed scenes at two frames per second, and on clips without content. */
@Tag("slow")
class EvaluateWatchCommandTest {
    private static final Path CACHE = PreparedZoo.folder();

    @TempDir
    private Path directory;

    private final StopSignal stop = StopSignal.manual();

    @Test
    void shouldPrintTheDocumentedKeysAndDetectEveryVisitAtADoorWithAPoster() throws IOException {
        // When
        CommandRun run = evaluate(
                "--source",
                "scene:poster",
                "--fps",
                "2",
                "--filter",
                "feature",
                "--filter",
                "none",
                "--json",
                "--report",
                "pages/watch.html");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK.code());
        assertThat(run.err()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.fieldNames()).toIterable().containsExactly("results");
        assertThat(json.get("results")).hasSize(2);
        JsonNode feature = json.get("results").get(0);
        assertThat(feature.fieldNames())
                .toIterable()
                .containsExactly(
                        "clip",
                        "filter",
                        "stem",
                        "degradation",
                        "frames",
                        "visits",
                        "exitShareAtRecall995",
                        "visitRecall",
                        "auc",
                        "staticFacesPassed",
                        "quietMillis",
                        "activeMillis",
                        "calibrated");
        assertThat(feature.get("calibrated").fieldNames())
                .toIterable()
                .containsExactly("exitShare", "frameRecall", "visitRecall", "staticFacesPassed");
        assertThat(feature.get("clip").textValue()).isEqualTo("scene:poster");
        assertThat(feature.get("filter").textValue()).isEqualTo("feature");
        assertThat(feature.get("stem").textValue()).isEqualTo("rfb-stem");
        assertThat(feature.get("degradation").textValue()).isEqualTo("none");
        assertThat(feature.get("frames").intValue()).isEqualTo(200);
        assertThat(feature.get("visits").intValue()).isEqualTo(3);
        assertThat(feature.get("exitShareAtRecall995").doubleValue()).isBetween(0.4, 0.72);
        assertThat(feature.get("calibrated").get("exitShare").doubleValue()).isBetween(0.4, 0.72);
        assertThat(feature.get("calibrated").get("visitRecall").doubleValue()).isEqualTo(1);
        assertThat(feature.get("calibrated").get("staticFacesPassed").intValue())
                .isZero();
        JsonNode none = json.get("results").get(1);
        assertThat(none.get("exitShareAtRecall995").doubleValue()).isZero();
        assertThat(none.get("auc").doubleValue()).isEqualTo(0.5);
        assertThat(none.get("staticFacesPassed").intValue()).isPositive();
        assertThat(none.get("quietMillis").isNull()).isTrue();
        assertThat(Files.readString(directory.resolve("pages/watch.html"))).contains("scene:poster", "<svg", "skipped");
    }

    @Test
    void shouldPrintNullRecallForAClipWithoutVisits() throws IOException {
        // Given
        for (int i = 0; i < 6; i++) {
            DrawnPictures.small(directory.resolve("clip"), "%d.jpg".formatted(i));
        }

        // When
        CommandRun run = evaluate("--source", "clip", "--filter", "pixel", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK.code());
        JsonNode result = new ObjectMapper().readTree(run.out()).get("results").get(0);
        assertThat(result.get("clip").textValue()).isEqualTo("clip");
        assertThat(result.get("stem").textValue()).isEqualTo("pixel");
        assertThat(result.get("frames").intValue()).isEqualTo(6);
        assertThat(result.get("visits").intValue()).isZero();
        assertThat(List.of(result.get("exitShareAtRecall995"), result.get("visitRecall"), result.get("auc")))
                .allMatch(JsonNode::isNull);
        assertThat(result.get("calibrated").get("frameRecall").isNull()).isTrue();
        assertThat(result.get("calibrated").get("exitShare").isNumber()).isTrue();
    }

    @Test
    void shouldPlayTheVideosOfAFolderAsOneDegradedClip() {
        // Given
        DrawnPictures.video(directory, "a.mp4", 20);
        DrawnPictures.video(directory, "b.mp4", 10);

        // When
        CommandRun run = evaluate("--source", ".", "--degrade", "noise", "--degrade", "rain");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK.code());
        assertThat(run.out().lines().filter(line -> line.contains("feature")))
                .hasSize(2)
                .allMatch(line -> line.matches(".*(noise|rain) .* rfb-stem +15 +0 \\|.*"));
    }

    @Test
    void shouldDrawVisitorsIntoFootage() throws IOException {
        // Given
        Path wall = DrawnPictures.noise(directory, "wall.png", 320, 240);
        for (int i = 0; i < 44; i++) {
            Path picture = directory.resolve("wall").resolve("%02d.png".formatted(i));
            Files.createDirectories(picture.getParent());
            Files.copy(wall, picture);
        }

        // When
        CommandRun run = evaluate("--source", "visited:wall", "--fps", "2", "--filter", "none", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK.code());
        JsonNode result = new ObjectMapper().readTree(run.out()).get("results").get(0);
        assertThat(result.get("clip").textValue()).isEqualTo("visited:wall");
        assertThat(result.get("visits").intValue()).isEqualTo(1);
        assertThat(result.get("visitRecall").doubleValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"nothing.mp4, nothing.mp4", "scene:moon, 'hand, hung'", "rtsp://localhost/x, is a live stream"})
    void shouldReportAnUnusableSource(String source, String problem) {
        // When
        CommandRun run = evaluate("--source", source);

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains(problem).doesNotContain("unexpected");
    }

    @Test
    void shouldRejectAnUnknownStem() {
        // When
        CommandRun run = evaluate("--source", "scene:porch", "--stem", "oak");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void shouldEndWithOneLineWhenStopped() {
        // Given
        DrawnPictures.video(directory, "a.mp4", 20);
        stop.raise();

        // When
        CommandRun run = evaluate("--source", "a.mp4");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("stopped after", "frames of a, truth").doesNotContain("unexpected");
        assertThat(run.out()).isEmpty();
    }

    private CommandRun evaluate(String... flags) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", "watch"));
        arguments.addAll(List.of(flags));
        return CommandRun.of(
                new CommandContext(directory, Map.of("VESTIBULE_CACHE", CACHE.toString()), stop),
                arguments.toArray(String[]::new));
    }
}
