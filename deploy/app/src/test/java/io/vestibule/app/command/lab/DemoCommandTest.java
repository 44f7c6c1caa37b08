package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.lab.demo.DemoSummary;
import io.vestibule.lab.scenes.script.Place;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.schemas.Spectrum;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs the command with the real models. The integration tests cover the results of the pipeline. */
@Timeout(120)
class DemoCommandTest {

    /** One door without visitors. */
    private static final SceneScript UNEVENTFUL = new SceneScript(
            Duration.ofSeconds(4),
            Duration.ofMillis(200),
            List.of(),
            List.of(new ScriptedDoor(
                    "front-door", "Front door", Place.PORCH, Spectrum.VISIBLE, List.of(), Optional.empty())));

    @TempDir
    private Path directory;

    @Test
    void shouldPrintTheSummaryInTheLastLineWhenTheDemoIsSafe() throws Exception {
        // Given
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine demo = new CommandLine(new DemoCommand(context(), UNEVENTFUL))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));

        // When
        int exitCode = demo.execute("--json", "--speed=10", "--report=seen");

        // Then
        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.OK.code());
        List<String> lines = out.toString().lines().toList();
        JsonNode summary = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(summary.fieldNames()).toIterable().containsExactlyElementsOf(documentedKeys());
        assertThat(summary.get("frames").asInt()).isEqualTo(UNEVENTFUL.frames());
        assertThat(summary.get("visitsScripted").asInt()).isZero();
        assertThat(summary.get("falseVisits").asInt()).isZero();
        assertThat(directory.resolve("seen").resolve("index.html")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bootstrap-servers=kafka:9092", "--kafka-config=security.protocol=SSL"})
    void shouldRejectOptionsOfAnotherBroker(String flag) {
        // When
        CommandRun run = CommandRun.of(directory, "demo", flag);

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("unknown option '" + flag.substring(0, flag.indexOf('=')));
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 9", "0, 1, 9"})
    void shouldEndWithCode9AfterAFalseIdentificationOrAPosterVisit(
            int falseIdentifications, int posterVisits, int expected) {
        // Given
        DemoSummary summary = summary(falseIdentifications, posterVisits);

        // When
        ExitCode code = DemoCommand.codeOf(summary);

        // Then
        assertThat(code.code()).isEqualTo(expected);
    }

    private static DemoSummary summary(int falseIdentifications, int posterVisits) {
        return new DemoSummary(
                2200, 1690, 9, 6, 3, 0, falseIdentifications, 0, posterVisits, 38, 0, 2.36, 9.85, 68.5, "index.html");
    }

    /** Returns the keys that the guide lists for {@code --json}, in its order. */
    private static List<String> documentedKeys() throws Exception {
        String page = Files.readString(Path.of("guides/evaluate.md"));
        String part = page.substring(page.indexOf("`--json` prints the summary"));
        String sentence = part.substring(part.indexOf(':'), part.indexOf('.'));
        List<String> keys = new ArrayList<>();
        Pattern.compile("`(\\w+)`").matcher(sentence).results().forEach(key -> keys.add(key.group(1)));
        return keys;
    }

    /** Uses the models that the build prepared. Other tests of this JVM configure the Kafka log. */
    private CommandContext context() {
        Map<String, String> environment = new HashMap<>(Map.of("VESTIBULE_LOG_LEVEL_LIBRARIES", "WARN"));
        Optional.ofNullable(System.getenv("VESTIBULE_CACHE"))
                .ifPresent(cache -> environment.put("VESTIBULE_CACHE", cache));
        return new CommandContext(directory, environment, StopSignal.manual());
    }
}
