package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CameraPartitionsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final CameraPartitions partitions = new CameraPartitions();

    @Test
    void shouldBeElsewhereWhenTheNewestFrameIsInAnotherPartition() {
        // When
        partitions.record("front", 2, NOON);
        partitions.record("front", 5, NOON.plusSeconds(1));

        // Then
        assertThat(partitions.isElsewhere("front", 2)).isTrue();
        assertThat(partitions.isElsewhere("front", 5)).isFalse();
    }

    @Test
    void shouldNotBeElsewhereWhenOnlyAnOldFrameIsInTheOtherPartition() {
        // Given
        partitions.record("front", 5, NOON);

        // When
        partitions.record("front", 2, NOON.minusSeconds(3600));

        // Then
        assertThat(partitions.isElsewhere("front", 5)).isFalse();
    }

    @Test
    void shouldNotBeElsewhereWhenNothingIsKnownOfTheCamera() {
        assertThat(partitions.isElsewhere("front", 2)).isFalse();
    }
}
