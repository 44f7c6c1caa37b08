package io.vestibule.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vestibule.app.testing.CommandRun;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ProgramTest {
    @TempDir
    Path directory;

    static Stream<Arguments> misuses() {
        return Stream.of(
                arguments(List.of("fly"), "unknown command 'fly'"),
                arguments(List.of("publsh"), "unknown command 'publsh'; did you mean 'publish'?"),
                arguments(List.of("topics", "creat"), "unknown command 'creat'; did you mean 'create'?"),
                arguments(List.of("topics"), "create, update or list"),
                arguments(List.of("models"), "list, prepare or verify"),
                arguments(List.of("dataset"), "export, describe or verify"),
                arguments(List.of("dataset", "export", "--out", "x"), "--from-topic | --dataset=DIR"),
                arguments(
                        List.of("dataset", "export", "--dataset", "a", "--out", "x", "--from", "0=1"),
                        "--from, --to and --contract need --from-topic"),
                arguments(
                        List.of("dataset", "export", "--dataset", "a", "--out", "x", "--manifest", "m", "--labelled"),
                        "--manifest contains the filters"),
                arguments(
                        List.of("dataset", "describe", "a", "--validation-share", "2"),
                        "--validation-share must be 0 to 1"),
                arguments(List.of("label", "--out", "x"), "Missing required option: '--images=FOLDER'"),
                arguments(
                        List.of("label", "--images", "a", "--out", "x", "--threads", "0"),
                        "--threads must be 1 to 256"),
                arguments(
                        List.of("label", "--images", "a", "--out", "x", "--features", "conv1"),
                        "--features must be rfb-stem"),
                arguments(
                        List.of(
                                "label",
                                "--images",
                                "a",
                                "--out",
                                "x",
                                "--features",
                                "rfb-stem",
                                "--features-share",
                                "0"),
                        "--features-share must be above 0 and up to 1"),
                arguments(List.of("evaluate"), "verification"),
                arguments(List.of("evaluate", "verification", "--images", "faces"), "--pairs=FILE | --all-pairs"),
                arguments(
                        List.of("evaluate", "verification", "--images", "faces", "--pairs", "p.txt", "--all-pairs"),
                        "mutually exclusive"),
                arguments(List.of("evaluate", "watch"), "Missing required option: '--source=SOURCE'"),
                arguments(
                        List.of("evaluate", "watch", "--source", "a.mp4", "--filter", "optical-flow"),
                        "unknown filter 'optical-flow'; known names: feature, pixel, plain-cosine, averaged, cascade, none, all"),
                arguments(
                        List.of("evaluate", "watch", "--source", "a.mp4", "--degrade", "fog"),
                        "unknown degradation 'fog'"),
                arguments(
                        List.of("evaluate", "watch", "--source", "a.mp4", "--fps", "0"),
                        "--fps must be greater than 0"),
                arguments(List.of("topics", "list", "--jsn"), "unknown option '--jsn'; did you mean '--json'?"),
                arguments(
                        List.of("topics", "list", "--set", "topics.partitions"),
                        "Invalid value for option '--set' (KEY=VALUE): the argument has no key before '='"),
                arguments(List.of("broker", "--port", "http"), "Invalid value for option '--port'"),
                arguments(List.of("broker", "--port", "70000"), "--port must be 0 to 65535, not 70000"),
                arguments(List.of("publish", "--camera", "door-1"), "give one of --source and --source-file"),
                arguments(
                        List.of("publish", "--camera", "front door", "--source", "rtsp://x"),
                        "invalid camera id; use 1 to 128 letters"),
                arguments(
                        List.of("publish", "--camera", "", "--source", "nofile"),
                        "invalid camera id; use 1 to 128 letters"),
                arguments(
                        List.of("enrol", "--subject", "a", "a.jpg", "--timeout", "-5"),
                        "--timeout must be over 0, not -5"),
                arguments(List.of("erase", "--subject", "a", "--timeout", "0"), "--timeout must be over 0, not 0"),
                arguments(
                        List.of("publish", "--camera", "a", "--source", "rtsp://x", "--speed", "-1"), "speed must be"),
                arguments(
                        List.of("publish", "--camera", "a", "--source", "rtsp://x", "--fps", "0"),
                        "frames per second must be"));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void shouldReportAnInvalidOptionOrArgumentInOneLine(List<String> commandLine, String message) {
        // When
        CommandRun run = CommandRun.of(directory, commandLine.toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).startsWith("vestibule").contains(message).contains("--help");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    static Stream<List<String>> secrets() {
        return Stream.of(
                List.of("--kafka-config", "S3CR3T"),
                List.of(
                        "--kafka-config",
                        "security.protocol=SASL_PLAINTEXT",
                        "--kafka-config",
                        "sasl.jaas.config=Module required password=\"S3CR3T"),
                List.of("--kafka-config", "sasl.jaas.config=Module", "required", "password=S3CR3T"),
                List.of("--kafka-config", "security.protocol=S3CR3T"),
                List.of("--kafka-config", "request.timeout.ms=S3CR3T"),
                List.of(
                        "--kafka-config",
                        "security.protocol=SASL_PLAINTEXT",
                        "--kafka-config",
                        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule wrong S3CR3T"),
                List.of("--set", "kafka.security.protocol=S3CR3T"),
                List.of("--pasword=S3CR3T"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldNotPrintTheValueOfAKafkaProperty(List<String> options) {
        // Given
        String[] commandLine =
                Stream.concat(Stream.of("topics", "list"), options.stream()).toArray(String[]::new);

        // When
        CommandRun run = CommandRun.of(directory, commandLine);

        // Then
        assertThat(run.exitCode()).isIn(ExitCode.USAGE.code(), ExitCode.CONFIGURATION.code());
        assertThat(run.err()).isNotBlank().doesNotContain("S3CR3T");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldSuggestTheKafkaPropertyThatAMisspelledOneMeans() {
        // When
        CommandRun run = CommandRun.of(directory, "topics", "list", "--kafka-config", "secruity.protocol=SSL");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err())
                .contains("unknown Kafka property \"secruity.protocol\"; did you mean \"security.protocol\"?");
    }

    @Test
    void shouldStateTheCauseWhenAClientRefusesItsProperties() {
        // When
        CommandRun run = CommandRun.of(
                directory,
                "topics",
                "list",
                "--kafka-config=security.protocol=SSL",
                "--kafka-config=ssl.truststore.location=/no/such/file.jks",
                "--kafka-config=ssl.truststore.password=S3CR3T");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err())
                .contains("invalid Kafka property: ")
                .doesNotContain("Failed to create new KafkaAdminClient");
    }

    @Test
    void shouldPrintTheHelpWithoutACommand() {
        // When
        CommandRun run = CommandRun.of(directory);

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("Usage: vestibule", "publish", "Exit codes:");
    }

    @Test
    void shouldPrintTheHelpOfACommand() {
        // When
        CommandRun run = CommandRun.of(directory, "help", "publish");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("vestibule publish", "--camera");
    }

    @Test
    void shouldExitWithConfigurationCodeWhenAKeyIsUnknown() {
        // When
        CommandRun run = CommandRun.of(directory, "topics", "list", "--set", "topics.partitons=3");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err()).contains("unknown key \"topics.partitons\"");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldExitWithConfigurationCodeWhenAKafkaPropertyIsInvalid() {
        // When
        CommandRun run =
                CommandRun.of(directory, "topics", "list", "--kafka-config", "security.protocol=CARRIER_PIGEON");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err()).contains("invalid Kafka property").contains("security.protocol");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldReportInOneLineThatTheBrokerIsUnreachable() {
        // When
        CommandRun run = CommandRun.of(
                directory,
                "events",
                "--bootstrap-servers=localhost:1",
                "--kafka-config=admin.default.api.timeout.ms=500",
                "--kafka-config=admin.request.timeout.ms=400");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.BROKER_UNREACHABLE.code());
        assertThat(run.err()).startsWith("vestibule events: no broker is reachable at localhost:1");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldReportInOneLineThatAHostNameCannotBeResolved() {
        // When
        CommandRun run = CommandRun.of(directory, "topics", "list", "-b", "no-such-host.invalid:9092");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.BROKER_UNREACHABLE.code());
        assertThat(run.err()).contains("host name of no-such-host.invalid:9092 cannot be resolved");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldListModelsWithoutADownload() {
        // Given
        CommandContext context = new CommandContext(
                directory, Map.of("VESTIBULE_CACHE", directory.resolve("cache").toString()), StopSignal.manual());

        // When
        CommandRun run = CommandRun.of(context, "models", "list", "--json");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK.code());
        assertThat(run.out().lines())
                .anySatisfy(line -> assertThat(line).contains("\"name\":\"mobilefacenet\"", "\"role\":\"EMBEDDER\""));
        assertThat(directory.resolve("cache")).doesNotExist();
    }

    @Test
    void shouldExitWithModelsCodeWhenTheCacheIsEmpty() {
        // Given
        CommandContext context = new CommandContext(
                directory,
                Map.of(
                        "VESTIBULE_CACHE", directory.resolve("cache").toString(),
                        "VESTIBULE_PACKAGES", directory.toString()),
                StopSignal.manual());

        // When
        CommandRun verify = CommandRun.of(context, "models", "verify");
        CommandRun prepare = CommandRun.of(context, "models", "prepare");

        // Then
        assertThat(verify.exitCode()).isEqualTo(ExitCode.MODELS_MISSING.code());
        assertThat(verify.out()).contains("missing").doesNotContain("ok ");
        assertThat(prepare.exitCode()).isEqualTo(ExitCode.MODELS_MISSING.code());
        assertThat(prepare.err()).contains("vestibule models prepare: ").contains(".tgz");
    }

    @Test
    void shouldShowExitCodesInTheHelpOfEachCommand() {
        everyCommand(program(), "vestibule").forEach(entry -> {
            String help = entry.command().getUsageMessage();
            assertThat(help).as(entry.name()).contains("Exit codes:").containsPattern("\\b0 +success");
            assertThat(entry.command().getCommandSpec().options())
                    .as(entry.name())
                    .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
        });
    }

    /** The list of commands shows only the first line of each description. */
    @Test
    void shouldStartEachDescriptionWithACompleteSentence() {
        assertThat(everyCommand(program(), "vestibule")).allSatisfy(entry -> assertThat(
                        entry.command().getCommandSpec().usageMessage().description()[0])
                .as(entry.name())
                .endsWith("."));
    }

    @Test
    void shouldPrintTheVersionOfTheBuild() {
        // When
        CommandRun run = CommandRun.of(directory, "--version");

        // Then
        assertThat(run.out()).matches("vestibule \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void shouldHaveClusterOptionsOnlyForCommandsThatUseACluster() {
        // When
        List<String> offering = everyCommand(program(), "vestibule")
                .filter(entry ->
                        offers(entry.command(), "--bootstrap-servers") || offers(entry.command(), "--kafka-config"))
                .map(Entry::name)
                .toList();

        // Then
        assertThat(offering)
                .containsExactlyInAnyOrder(
                        "vestibule run",
                        "vestibule topics create",
                        "vestibule topics update",
                        "vestibule topics list",
                        "vestibule publish",
                        "vestibule enrol",
                        "vestibule erase",
                        "vestibule events",
                        "vestibule dataset export");
    }

    private static boolean offers(CommandLine command, String flag) {
        return command.getCommandSpec().findOption(flag) != null;
    }

    private record Entry(String name, CommandLine command) {}

    private static Stream<Entry> everyCommand(CommandLine command, String name) {
        return Stream.concat(
                Stream.of(new Entry(name, command)),
                command.getSubcommands().entrySet().stream()
                        .flatMap(entry -> everyCommand(entry.getValue(), name + " " + entry.getKey())));
    }

    private CommandLine program() {
        return Program.commandLine(new CommandContext(directory, Map.of(), StopSignal.manual()));
    }
}
