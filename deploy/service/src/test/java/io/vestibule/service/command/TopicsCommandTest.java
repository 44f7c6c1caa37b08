package io.vestibule.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.broker.EmbeddedBroker;
import io.vestibule.service.testing.CommandRun;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TopicsCommandTest {
    private EmbeddedBroker broker;

    @TempDir
    Path directory;

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldCreateTopicsOnceAndNotChangeThemAgain() {
        // When
        CommandRun first = topics("create", "--set", "topics.names.frames=twice.frames");
        CommandRun second = topics("create", "--set", "topics.names.frames=twice.frames");

        // Then
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("created  twice.frames");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out().lines())
                .hasSize(Topics.defaults().all().size())
                .allSatisfy(line -> assertThat(line).startsWith("present").doesNotContain("differs"));
    }

    @Test
    void shouldListAMissingTopicWithoutCreatingIt() {
        // When
        CommandRun first = topics("list", "--json", "--set", "topics.names.cameras=absent.cameras");
        CommandRun second = topics("list", "--json", "--set", "topics.names.cameras=absent.cameras");

        // Then
        assertThat(first.out())
                .isEqualTo(second.out())
                .contains(
                        "{\"role\":\"cameras\",\"name\":\"absent.cameras\",\"state\":\"MISSING\",\"partitions\":8,\"differences\":[]}");
    }

    @Test
    void shouldListDifferencesToTheConfiguration() {
        // Given
        topics("create", "--set", "topics.names.frames=narrow.frames", "--set", "topics.partitions=2");

        // When
        CommandRun run = topics("create", "--set", "topics.names.frames=narrow.frames");

        // Then
        assertThat(run.out()).contains("narrow.frames").contains("differs: partitions 2 instead of 8");
    }

    @Test
    void shouldCorrectSettingsAndKeepPartitions() {
        // Given
        topics(
                "create",
                "--set",
                "topics.names.gallery=other",
                "--set",
                "topics.names.soft-labels=intercom.gallery.v1",
                "--set",
                "topics.partitions=2");

        // When
        CommandRun run = topics("update");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("updated  intercom.gallery.v1")
                        .endsWith("differs: partitions 2 instead of 1"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("present  intercom.frames.v1")
                        .endsWith("differs: partitions 2 instead of 8"));
    }

    private CommandRun topics(String command, String... flags) {
        String[] arguments = new String[flags.length + 4];
        arguments[0] = "topics";
        arguments[1] = command;
        arguments[2] = "-b";
        arguments[3] = broker.bootstrapServers();
        System.arraycopy(flags, 0, arguments, 4, flags.length);
        return CommandRun.of(directory, arguments);
    }
}
