package io.vestibule.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.config.RunSettings;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.StateFolder;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.service.testing.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the prepared models of the build and a real broker. */
@Tag("slow")
@Timeout(120)
class RunCommandTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path directory;

    @Test
    void shouldRunEveryTopologyUntilStopped() {
        // Given
        StopSignal stop = StopSignal.manual();
        Thread user = new Thread(() -> stopWhenGroupsAreThere(stop));
        user.start();

        // When
        CommandRun run = run(stop, "all");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("metrics at http://127.0.0.1:");
        assertThat(groups()).hasSize(Application.values().length).allSatisfy(group -> assertThat(group.members())
                .as("remaining members of %s", group.groupId())
                .isEmpty());
    }

    @Test
    void shouldRefuseAnUnknownTopology() {
        // When
        CommandRun run = run(StopSignal.manual(), "wach");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err())
                .contains("unknown topology \"wach\"; topologies are watch, recognise, teach, enrol and all");
    }

    @Test
    void shouldRefuseWeightsOfUnknownLicenceInProduction() {
        // When
        CommandRun run = run(StopSignal.manual(), "all", "--set", "models.profile=production");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.MODELS_MISSING.code());
        assertThat(run.err()).contains("does not allow these models: ").contains("mobilefacenet: weights unknown");
    }

    @Test
    void shouldRefuseAMetricsHostThatIsNotThisMachine() {
        // When
        CommandRun run = run(StopSignal.manual(), "watch", "--set", "metrics.host=192.0.2.1");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err()).contains("192.0.2.1 is not an address of this machine");
        // The next start must not discard the state as that of a killed process.
        assertThat(directory.resolve("state/.running")).doesNotExist();
    }

    @Test
    void shouldNameTheMissingTopic() {
        // When
        CommandRun run = run(StopSignal.manual(), "watch", "--set", "topics.names.cameras=absent");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.TOPICS_MISSING.code());
        assertThat(run.err()).contains("missing topic absent");
    }

    @Test
    void shouldRefuseATopicThatForgetsSubjects() {
        // Given
        CommandRun.of(
                directory,
                "topics",
                "create",
                "-b",
                BROKER.bootstrapServers(),
                "--set",
                "topics.names.soft-labels=deleting");

        // When
        CommandRun run = run(
                StopSignal.manual(),
                "watch",
                "--set",
                "topics.names.gallery=deleting",
                "--set",
                "topics.names.soft-labels=intercom.gallery.v1");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err()).contains("topic deleting has cleanup.policy delete instead of compact");
    }

    @Test
    void shouldRefuseTheStateOfAnotherCluster() throws IOException {
        // Given
        Path state = Files.createDirectories(directory.resolve("state"));
        Files.writeString(state.resolve("cluster-id"), "of-yesterday");

        // When
        CommandRun run = run(StopSignal.manual(), "watch");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err())
                .contains("run.state-directory: ", "another Kafka cluster (of-yesterday)", "--move-old-state");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldRefuseAStateDirectoryInUse() {
        // Given
        try (StateFolder other = StateFolder.open(directory.resolve("state"))) {
            // When
            CommandRun run = run(StopSignal.manual(), "watch");

            // Then
            assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
            assertThat(run.err()).contains("run.state-directory: " + other.path() + " is in use by another process");
        }
    }

    @Test
    void shouldFailWhenTheModelCacheIsEmpty() {
        // When
        CommandRun run = run(StopSignal.manual(), "watch", "--set", "models.cache=" + directory.resolve("cache"));

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.MODELS_MISSING.code());
        assertThat(run.err()).contains("run 'vestibule models prepare'");
    }

    @Test
    void shouldRefuseARouteToAnUnknownEmbedder() {
        // When
        CommandRun run = run(StopSignal.manual(), "recognise", "--set", "routing.routes=[{embedder: mobilefacenett}]");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err()).contains("mobilefacenett");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teach.teacher", "teach.student"})
    void shouldRefuseAnUnknownTeacherOrStudent(String key) {
        // When
        CommandRun run = run(StopSignal.manual(), "teach", "--set", key + "=facenet");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(run.err())
                .contains(key + ": unknown embedder \"facenet\"; known embedders are dlib-resnet")
                .contains("mobilefacenet");
    }

    private static Collection<ConsumerGroupDescription> groups() {
        List<String> ids = Stream.of(Application.values())
                .map(application -> application.id(RunSettings.DEFAULTS))
                .toList();
        try (var cluster = BROKER.connect()) {
            return cluster.admin().describeConsumerGroups(ids).all().get().values();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    private CommandRun run(StopSignal stop, String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "-b", BROKER.bootstrapServers()));
        all.addAll(List.of("--set", "run.state-directory=" + directory.resolve("state"), "--set", "metrics.port=0"));
        all.addAll(List.of(arguments));
        return CommandRun.of(new CommandContext(directory, CACHE, stop), all.toArray(String[]::new));
    }

    /** The model cache of the build, if it is not the cache of the user. */
    private static final Map<String, String> CACHE = System.getenv().containsKey("VESTIBULE_CACHE")
            ? Map.of("VESTIBULE_CACHE", System.getenv("VESTIBULE_CACHE"))
            : Map.of();

    private static void stopWhenGroupsAreThere(StopSignal stop) {
        try (var cluster = BROKER.connect()) {
            List<String> stable = List.of();
            while (stable.size() < Application.values().length && !stop.isRaised()) {
                stable = cluster.admin().listGroups().all().get().stream()
                        .filter(group -> group.groupState()
                                .filter(org.apache.kafka.common.GroupState.STABLE::equals)
                                .isPresent())
                        .map(group -> group.groupId())
                        .filter(id -> id.startsWith("vestibule-"))
                        .toList();
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        } finally {
            stop.raise();
        }
    }
}
