package io.vestibule.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    private static final String FIRST = "6ZyVj6HYSyucdoN5BuvGqA";
    private static final String SECOND = "uXb9Zq0KQ0yYl1n0mQx3Zw";

    @TempDir
    Path directory;

    @Test
    void shouldRefuseAFolderThatIsInUseAndNameTheSetting() {
        // Given
        try (StateFolder first = StateFolder.open(directory)) {
            // When, Then
            assertThat(first.path()).isEqualTo(directory);
            assertThatThrownBy(() -> StateFolder.open(directory))
                    .isInstanceOf(StateFolderException.class)
                    .hasMessageContainingAll("run.state-directory: ", "in use by another process");
        }
    }

    @Test
    void shouldNameTheSettingWhenTheFolderCannotBeCreated() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("file"), "");

        // When, Then
        assertThatThrownBy(() -> StateFolder.open(file.resolve("state")))
                .isInstanceOf(StateFolderException.class)
                .hasMessageContainingAll("run.state-directory: cannot write to ", "file/state");
    }

    @Test
    void shouldAcceptTheSameClusterAgain() {
        // Given
        bind(FIRST, false);

        // When
        Optional<Path> moved = bind(FIRST, false);

        // Then
        assertThat(moved).isEmpty();
    }

    @Test
    void shouldRefuseTheStateOfAnotherClusterAndExplainIt() {
        // Given
        bind(FIRST, false);

        // When, Then
        assertThatThrownBy(() -> bind(SECOND, false))
                .isInstanceOf(StateFolderException.class)
                .hasMessageContainingAll("another Kafka cluster", FIRST, SECOND, "--move-old-state");
    }

    @Test
    void shouldMoveTheStateOfAnotherClusterAside() throws IOException {
        // Given
        bind(FIRST, false);
        Path task = Files.createDirectories(directory.resolve("vestibule-watch/0_1"));
        Files.writeString(task.resolve("store"), "background");

        // When
        Optional<Path> moved = bind(SECOND, true);

        // Then
        assertThat(moved).isPresent();
        assertThat(moved.orElseThrow().resolve("vestibule-watch/0_1/store")).hasContent("background");
        assertThat(task).doesNotExist();
        assertThat(bind(SECOND, false)).isEmpty();
    }

    @Test
    void shouldDeleteStoresOfAKilledProcessOnly() throws IOException {
        // Given
        Path task = Files.createDirectories(directory.resolve("vestibule-watch/0_1"));
        Path process = Files.writeString(directory.resolve("vestibule-watch/kafka-streams-process-metadata"), "id");
        boolean firstDeleted;
        try (StateFolder first = StateFolder.open(directory)) {
            firstDeleted = first.markRunning();
        }

        // When
        boolean secondDeleted;
        try (StateFolder second = StateFolder.open(directory)) {
            secondDeleted = second.markRunning();
        }

        // Then
        assertThat(firstDeleted).isFalse();
        assertThat(secondDeleted).isTrue();
        assertThat(task).doesNotExist();
        assertThat(process).exists();
    }

    @Test
    void shouldKeepTheStateOfOtherApplicationsInTheSameFolder() throws IOException {
        // Given
        Path own = Files.createDirectories(directory.resolve("doors-watch/0_1"));
        Path other = Files.createDirectories(directory.resolve("billing/0_1"));
        bind(FIRST, false);
        try (StateFolder killed = StateFolder.open(directory)) {
            killed.markRunning();
        }

        // When
        try (StateFolder next = StateFolder.open(directory)) {
            next.markRunning();
            next.bindTo(SECOND, true);
        }

        // Then
        assertThat(own).doesNotExist();
        assertThat(own.getParent()).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void shouldKeepStoresAfterACleanStop() throws IOException {
        // Given
        Path task = Files.createDirectories(directory.resolve("vestibule-watch/0_1"));
        try (StateFolder first = StateFolder.open(directory)) {
            first.markRunning();
            first.markClean();
        }

        // When
        boolean deleted;
        try (StateFolder second = StateFolder.open(directory)) {
            deleted = second.markRunning();
        }

        // Then
        assertThat(deleted).isFalse();
        assertThat(task).exists();
    }

    private Optional<Path> bind(String cluster, boolean moveAside) {
        try (StateFolder folder = StateFolder.open(directory)) {
            return folder.bindTo(cluster, moveAside);
        }
    }
}
