package io.vestibule.topologies.watch.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterAuditTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final SceneSettings settings = SceneSettings.defaults();
    private final FilterAudit audit = new FilterAudit(settings, NOW);

    @Test
    void shouldReturnTheLargestDistanceWhenSuspectsAreConfirmed() {
        // Given
        audit.addSuspect(0.02f, NOW);
        audit.addSuspect(0.03f, NOW);

        // When
        OptionalDouble missed = audit.confirmSuspects(NOW.plusSeconds(1));

        // Then
        assertThat(missed).hasValue(0.03f);
    }

    @Test
    void shouldReturnNothingWhenSuspectsWereConfirmedBefore() {
        // Given
        audit.addSuspect(0.02f, NOW);
        audit.confirmSuspects(NOW.plusSeconds(1));

        // When
        OptionalDouble missed = audit.confirmSuspects(NOW.plusSeconds(2));

        // Then
        assertThat(missed).isEmpty();
    }

    @Test
    void shouldForgetASuspectWhenItWasNotConfirmedInTime() {
        // Given a suspect that never moved, and a later one
        audit.addSuspect(0.09f, NOW);
        countFrames(5);
        Instant later = NOW.plus(settings.patience()).plusSeconds(20);
        audit.addSuspect(0.02f, later);

        // When
        OptionalDouble missed = audit.confirmSuspects(later.plusSeconds(1));

        // Then
        assertThat(missed).hasValue(0.02f);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false"})
    void shouldRemainAttentiveWhenFewerThanThreeFramesHaveArrived(int frames, boolean attentive) {
        // Given
        audit.addSuspect(0.02f, NOW);

        // When
        countFrames(frames);

        // Then
        assertThat(audit.isAttentive(NOW.plusSeconds(60L * frames))).isEqualTo(attentive);
    }

    private void countFrames(int frames) {
        for (int i = 0; i < frames; i++) {
            audit.countDetectedFrame();
        }
    }
}
