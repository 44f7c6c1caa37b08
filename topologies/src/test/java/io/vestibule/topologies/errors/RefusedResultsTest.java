package io.vestibule.topologies.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedResultsTest {

    private static final long NOON = 1_777_896_000_000L;
    private static final InputPosition FACE = new InputPosition("faces", 3, 42, NOON);

    @TempDir
    private Path folder;

    @Test
    void shouldFindRecordAgainWhenProcessRestarts() {
        // Given
        Path file = folder.resolve("state/watch.refused-results");
        RefusedResults.in(file).add(FACE);

        // When
        RefusedResults restarted = RefusedResults.in(file);

        // Then
        assertThat(restarted.find(new InputPosition("faces", 3, 42, NOON))).contains(FACE);
        assertThat(restarted.find(new InputPosition("faces", 3, 43, NOON))).isEmpty();
        assertThat(restarted.find(new InputPosition("faces", 2, 42, NOON))).isEmpty();
        assertThat(restarted.find(new InputPosition("frames", 3, 42, NOON))).isEmpty();
    }

    @Test
    void shouldNotMatchRecordOfAnotherTimeWhenATopicWasCreatedAgain() {
        // Given
        RefusedResults results = RefusedResults.inMemory();
        results.add(FACE);

        // When
        Optional<InputPosition> found = results.find(
                new InputPosition("faces", 3, 42, NOON + Duration.ofDays(1).toMillis()));

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void shouldKeepTheNewestWhenThereAreTooMany() throws IOException {
        // Given
        Path file = folder.resolve("refused-results");
        RefusedResults results = RefusedResults.in(file);

        // When
        for (int offset = 0; offset <= RefusedResults.CAPACITY; offset++) {
            results.add(new InputPosition("faces", 0, offset, NOON));
        }

        // Then
        assertThat(results.find(new InputPosition("faces", 0, 0, NOON))).isEmpty();
        assertThat(results.find(new InputPosition("faces", 0, RefusedResults.CAPACITY, NOON)))
                .isPresent();
        assertThat(Files.readAllLines(file)).hasSize(RefusedResults.CAPACITY);
    }

    @Test
    void shouldIgnoreDamagedLines() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("refused-results"), "faces 3 42\n\nfaces x 1 1\n" + FACE.format() + "\n");

        // When
        RefusedResults results = RefusedResults.in(file);

        // Then
        assertThat(results.find(new InputPosition("faces", 3, 42, NOON))).contains(FACE);
    }

    @Test
    void shouldRecogniseRefusalAsCauseOfAFailure() {
        assertThat(RefusedResults.areCauseOf(new StreamsException("send", new InvalidTimestampException("old"))))
                .isTrue();
        assertThat(RefusedResults.areCauseOf(new StreamsException("send", new TimeoutException("no leader"))))
                .isFalse();
    }
}
