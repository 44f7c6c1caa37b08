package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vestibule.app.Program;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import io.vestibule.testing.PreparedZoo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Runs the command with the real models. The measured speed is not tested. */
@Tag("slow")
@Timeout(300)
class BenchCommandTest {

    @TempDir
    private Path directory;

    @Test
    void shouldPrintAllMeasurementsAsOneJsonObject() throws Exception {
        // Given
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine bench = new CommandLine(
                        new BenchCommand(context(StopSignal.manual()), Duration.ofMillis(1), Duration.ZERO))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));

        // When
        int exitCode = bench.execute("--json", "--mix=faces", "--threads=2", "--seconds=1");

        // Then
        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString().lines()).hasSize(1);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly(
                        "frames",
                        "threads",
                        "mix",
                        "bareLoopFps",
                        "pipelineFps",
                        "pipelineToBare",
                        "quietFrameMillis",
                        "detectedFrameMillis",
                        "quietToDetected",
                        "latencyMillis",
                        "stages",
                        "heapBytesPerQuietFrame",
                        "peakRssBytes");
        assertThat(report.get("frames").asInt()).isPositive();
        assertThat(report.get("threads").asInt()).isEqualTo(2);
        assertThat(report.get("mix").asText()).isEqualTo("faces");
        assertThat(report.get("bareLoopFps").asDouble()).isPositive();
        assertThat(report.get("pipelineFps").asDouble()).isPositive();
        assertThat(report.get("detectedFrameMillis").asDouble()).isPositive();
        assertThat(report.get("latencyMillis").fieldNames()).toIterable().containsExactly("p50", "p95", "p99");
        assertThat(report.get("stages").fieldNames())
                .toIterable()
                .containsSequence("decode", "frameInput", "stem", "distance")
                .containsSubsequence("tail", "faceDecode", "landmarks", "alignment", "embedding", "search");
        assertThat(report.get("stages").get("decode").get("p50").asDouble()).isPositive();
    }

    @Test
    void shouldEndWithOneLineWhenStopped() {
        // Given
        StopSignal stop = StopSignal.manual();
        stop.raise();

        // When
        CommandRun run = CommandRun.of(context(stop), "bench");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).endsWith("vestibule bench: the benchmark was stopped before its end\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldCloseAllThreadsWhenStoppedWhileTheTopologiesRun() throws Exception {
        // Given
        StopSignal stop = StopSignal.manual();
        StringWriter err = new StringWriter();
        PrintWriter progress = new PrintWriter(err, true) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.equals("Warming up")) {
                    stop.raise();
                }
            }
        };

        // When
        int exitCode = Program.commandLine(context(stop)).setErr(progress).execute("bench", "--seconds=1");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).endsWith("vestibule bench: the benchmark was stopped before its end\n");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("bench-") || name.contains("StreamThread"));
    }

    @Test
    void shouldReportAFolderWithoutPictures() {
        // When
        CommandRun run = CommandRun.of(context(StopSignal.manual()), "bench", "--frames", ".");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("vestibule bench: no picture (JPEG, PNG) in");
    }

    @Test
    void shouldReportAnInvalidSetting() {
        // When
        CommandRun run = CommandRun.of(
                context(StopSignal.manual()), "bench", "--seconds=1", "--set=kafka.num.standby.replicas=many");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err())
                .contains("vestibule bench: ")
                .contains("num.standby.replicas")
                .doesNotContain("unexpected");
    }

    @ParameterizedTest
    @CsvSource({
        "--seconds=0, --seconds must be greater than 0",
        "--seconds=601, at most 600",
        "--threads=0, --threads must be 1 to 64",
        "--mix=night, Invalid value for option '--mix'"
    })
    void shouldRejectInvalidOptions(String option, String problem) {
        // When
        CommandRun run = CommandRun.of(context(StopSignal.manual()), "bench", option);

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains(problem);
    }

    private CommandContext context(StopSignal stop) {
        return new CommandContext(
                directory,
                Map.of("VESTIBULE_CACHE", PreparedZoo.folder().toString(), "VESTIBULE_LOG_LEVEL_LIBRARIES", "WARN"),
                stop);
    }
}
