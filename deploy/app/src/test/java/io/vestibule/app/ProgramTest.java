package io.vestibule.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vestibule.app.testing.CommandRun;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
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
                arguments(List.of(), "a command is missing"),
                arguments(List.of("fly"), "Unmatched argument"),
                arguments(List.of("topics"), "create or list"),
                arguments(List.of("models"), "list, prepare or verify"),
                arguments(List.of("dataset"), "export, describe or verify"),
                arguments(List.of("dataset", "export", "--out", "x"), "--from-topic | --dataset=DIR"),
                arguments(
                        List.of("dataset", "export", "--dataset", "a", "--out", "x", "--from", "0=1"),
                        "--from, --to and --contract go with --from-topic"),
                arguments(
                        List.of("dataset", "export", "--dataset", "a", "--out", "x", "--manifest", "m", "--labelled"),
                        "--manifest tells the filters"),
                arguments(
                        List.of("dataset", "describe", "a", "--validation-share", "2"), "--validation-share is 0 to 1"),
                arguments(List.of("label", "--out", "x"), "Missing required option: '--images=FOLDER'"),
                arguments(List.of("label", "--images", "a", "--out", "x", "--threads", "0"), "--threads is 1 to 256"),
                arguments(
                        List.of("label", "--images", "a", "--out", "x", "--features", "conv1"),
                        "feature maps are kept of rfb-stem"),
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
                        "--features-share is over 0 to 1"),
                arguments(List.of("evaluate"), "verification"),
                arguments(List.of("evaluate", "verification", "--images", "faces"), "--pairs=FILE | --all-pairs"),
                arguments(
                        List.of("evaluate", "verification", "--images", "faces", "--pairs", "p.txt", "--all-pairs"),
                        "mutually exclusive"),
                arguments(List.of("evaluate", "watch"), "Missing required option: '--source=SOURCE'"),
                arguments(
                        List.of("evaluate", "watch", "--source", "a.mp4", "--filter", "optical-flow"),
                        "no filter 'optical-flow', only feature, pixel, plain-cosine, averaged, cascade, none and all"),
                arguments(
                        List.of("evaluate", "watch", "--source", "a.mp4", "--degrade", "fog"), "no degradation 'fog'"),
                arguments(
                        List.of("evaluate", "watch", "--source", "a.mp4", "--fps", "0"),
                        "frames per second must be over 0"),
                arguments(List.of("topics", "list", "--jsn"), "Unknown option: '--jsn'"),
                arguments(List.of("broker", "--port", "http"), "Invalid value for option '--port'"),
                arguments(List.of("broker", "--port", "70000"), "--port must be 0 to 65535, not 70000"),
                arguments(List.of("publish", "--camera", "door-1"), "Missing required option: '--source=SOURCE'"),
                arguments(
                        List.of("publish", "--camera", "front door", "--source", "rtsp://x"),
                        "a camera id is 1 to 128 letters"),
                arguments(List.of("publish", "--camera", "", "--source", "nofile"), "a camera id is 1 to 128 letters"),
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
    void shouldSayInOneLineWhatIsWrongWhenTheCommandLineIs(List<String> commandLine, String complaint) {
        // When
        CommandRun run = CommandRun.of(directory, commandLine.toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).startsWith("vestibule").contains(complaint).contains("--help");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldEndWithTheCodeForConfigurationWhenAKeyIsUnknown() {
        // When
        CommandRun run = CommandRun.of(directory, "topics", "list", "--set", "topics.partitons=3");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err()).contains("unknown key topics.partitons");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldEndWithTheCodeForConfigurationWhenKafkaRefusesItsProperties() {
        // When
        CommandRun run =
                CommandRun.of(directory, "topics", "list", "--kafka-config", "security.protocol=CARRIER_PIGEON");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err()).contains("Kafka refuses its properties").contains("security.protocol");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldSayInOneLineThatNoBrokerAnswersWhenNoneDoes() {
        // When
        CommandRun run = CommandRun.of(
                directory,
                "events",
                "--bootstrap-servers=localhost:1",
                "--kafka-config=admin.default.api.timeout.ms=500",
                "--kafka-config=admin.request.timeout.ms=400");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.BROKER_UNREACHABLE.code());
        assertThat(run.err()).startsWith("vestibule events: no broker answers at localhost:1");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldSayInOneLineThatAnAddressIsUnknownWhenItsNameIs() {
        // When
        CommandRun run = CommandRun.of(directory, "topics", "list", "-b", "no-such-host.invalid:9092");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.BROKER_UNREACHABLE.code());
        assertThat(run.err()).contains("no address is known for no-such-host.invalid:9092");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldListModelsWithoutFetchingAny() {
        // Given
        CommandContext surroundings = new CommandContext(
                directory, Map.of("VESTIBULE_CACHE", directory.resolve("cache").toString()), StopSignal.byHand());

        // When
        CommandRun run = CommandRun.of(surroundings, "models", "list", "--json");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK.code());
        assertThat(run.out().lines())
                .anySatisfy(line -> assertThat(line).contains("\"name\":\"mobilefacenet\"", "\"role\":\"EMBEDDER\""));
        assertThat(directory.resolve("cache")).doesNotExist();
    }

    @Test
    void shouldEndWithTheCodeForModelsWhenTheCacheIsEmptyOrCannotBeFilled() {
        // Given
        CommandContext surroundings = new CommandContext(
                directory,
                Map.of(
                        "VESTIBULE_CACHE", directory.resolve("cache").toString(),
                        "VESTIBULE_PACKAGES", directory.toString()),
                StopSignal.byHand());

        // When
        CommandRun verify = CommandRun.of(surroundings, "models", "verify");
        CommandRun prepare = CommandRun.of(surroundings, "models", "prepare");

        // Then
        assertThat(verify.exitCode()).isEqualTo(ExitCode.MODELS_MISSING.code());
        assertThat(verify.out()).contains("missing").doesNotContain("ok ");
        assertThat(prepare.exitCode()).isEqualTo(ExitCode.MODELS_MISSING.code());
        assertThat(prepare.err()).contains("vestibule models prepare: ").contains(".tgz");
    }

    @Test
    void shouldExplainEachCommandWithItsExitCodes() {
        everyCommand(program(), "vestibule").forEach(entry -> {
            String help = entry.command().getUsageMessage();
            assertThat(help).as(entry.name()).contains("Exit codes:").containsPattern("\\b0 +done");
            assertThat(entry.command().getCommandSpec().options())
                    .as(entry.name())
                    .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
        });
    }

    /** A list of commands shows the first line of each alone. */
    @Test
    void shouldBeginTheHelpOfACommandWithAWholeSentence() {
        assertThat(everyCommand(program(), "vestibule")).allSatisfy(entry -> assertThat(
                        entry.command().getCommandSpec().usageMessage().description()[0])
                .as(entry.name())
                .endsWith("."));
    }

    @Test
    void shouldFindEveryCommandAndExitCodeInTheReference() throws IOException {
        // Given
        List<String> page = Files.readAllLines(Path.of("README.md"));

        // When
        List<String> onPage = page.stream()
                .filter(line -> line.startsWith("### `") && line.endsWith("`"))
                .map(line -> line.substring("### `".length(), line.length() - 1))
                .toList();
        List<String> codesOnPage =
                page.stream().filter(line -> line.matches("\\| \\d+ \\|.*")).toList();

        // Then
        assertThat(onPage)
                .containsExactlyInAnyOrderElementsOf(everyCommand(program(), "vestibule")
                        .filter(entry -> entry.command().getSubcommands().isEmpty())
                        .map(Entry::name)
                        .toList());
        assertThat(codesOnPage)
                .containsExactlyElementsOf(Stream.of(ExitCode.values())
                        .map(code -> "| %d | %s |".formatted(code.code(), code.meaning()))
                        .toList());
    }

    @Test
    void shouldMentionEveryFlagOfACommandInItsPartOfTheReference() throws IOException {
        // Given
        String page = Files.readString(Path.of("README.md"));

        // Then
        everyCommand(program(), "vestibule")
                .filter(entry -> entry.command().getSubcommands().isEmpty())
                .forEach(entry -> {
                    String part = page.substring(page.indexOf("### `" + entry.name() + "`") + 4)
                            .split("\n##", 2)[0];
                    entry.command().getCommandSpec().options().stream()
                            .map(option -> option.longestName())
                            .filter(name -> !SHARED_FLAGS.contains(name))
                            .forEach(name -> assertThat(part).as(entry.name()).contains("`" + name));
                });
        assertThat(SHARED_FLAGS).allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    @Test
    void shouldOfferTheFlagsOfAClusterToTheCommandsThatReachOneAlone() {
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
                        "vestibule topics list",
                        "vestibule publish",
                        "vestibule enrol",
                        "vestibule erase",
                        "vestibule events",
                        "vestibule label",
                        "vestibule dataset export");
    }

    private static boolean offers(CommandLine command, String flag) {
        return command.getCommandSpec().findOption(flag) != null;
    }

    private static final List<String> SHARED_FLAGS =
            List.of("--help", "--version", "--config", "--bootstrap-servers", "--kafka-config", "--set");

    private record Entry(String name, CommandLine command) {}

    private static Stream<Entry> everyCommand(CommandLine command, String name) {
        return Stream.concat(
                Stream.of(new Entry(name, command)),
                command.getSubcommands().entrySet().stream()
                        .flatMap(entry -> everyCommand(entry.getValue(), name + " " + entry.getKey())));
    }

    private CommandLine program() {
        return Program.commandLine(new CommandContext(directory, Map.of(), StopSignal.byHand()));
    }
}
