package io.vestibule.topologies.watch.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FilterAuditTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final SceneSettings settings = SceneSettings.defaults();
    private final FilterAudit vigil = new FilterAudit(settings, NOW);

    @Test
    void shouldTellHowFarTheFarthestSuspectWasOnceWhenSomebodyMoves() {
        // Given
        vigil.suspect(0.02f, NOW);
        vigil.suspect(0.03f, NOW);

        // When, then
        assertThat(vigil.confirm(NOW.plusSeconds(1))).hasValue(0.03f);
        assertThat(vigil.confirm(NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    void shouldForgetSuspectsWhomNobodyConfirmed() {
        // Given a suspect that never moved, and a later one
        vigil.suspect(0.09f, NOW);
        for (int i = 0; i < 5; i++) {
            vigil.looked();
        }
        Instant later = NOW.plus(settings.patience()).plusSeconds(20);
        assertThat(vigil.isAttentive(later)).isFalse();
        vigil.suspect(0.02f, later);

        // When
        var missed = vigil.confirm(later.plusSeconds(1));

        // Then
        assertThat(missed).hasValue(0.02f);
    }

    @Test
    void shouldBeAttentiveForTwoFramesHoweverLateTheyCome() {
        // When
        vigil.suspect(0.02f, NOW);
        vigil.looked();

        // Then
        assertThat(vigil.isAttentive(NOW.plusSeconds(60))).isTrue();
        vigil.looked();
        assertThat(vigil.isAttentive(NOW.plusSeconds(120))).isTrue();
        vigil.looked();
        assertThat(vigil.isAttentive(NOW.plusSeconds(180))).isFalse();
    }
}
