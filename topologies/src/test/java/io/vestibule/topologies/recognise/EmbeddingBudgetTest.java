package io.vestibule.topologies.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Thirty embeddings a second, a deadline of five seconds. */
class EmbeddingBudgetTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private EmbeddingBudget budget = new EmbeddingBudget(RecogniseSettings.defaults());

    @Test
    void shouldAdmitThirtyFacesOfOneFrame() {
        // When
        int admitted = take(400, true, NOON);

        // Then
        assertThat(admitted).isEqualTo(30);
        assertThat(budget.take(true, NOON, NOON)).contains(LimitKind.EMBEDDINGS);
    }

    @Test
    void shouldAdmitThirtyFacesInEachSecondOfCameraTime() {
        // Given
        take(400, true, NOON);

        // When
        int admitted = 0;
        for (int frame = 1; frame <= 10; frame++) {
            admitted += take(400, true, NOON.plusMillis(200L * frame));
        }

        // Then
        assertThat(admitted).isEqualTo(60);
    }

    @Test
    void shouldKeepAThirdForNewVisitors() {
        // Given
        int known = take(400, false, NOON);

        // When
        int fresh = take(400, true, NOON);

        // Then
        assertThat(known).isEqualTo(20);
        assertThat(fresh).isEqualTo(10);
    }

    @Test
    void shouldNotAdmitMoreWhenTheTimeAlternates() {
        // When
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            admitted += take(10, true, NOON.plusMillis(i % 2 * 1000L));
        }

        // Then
        assertThat(admitted).isEqualTo(40);
    }

    @Test
    void shouldAdmitOneFacePerSecondWhenFacesAreOlderThanTheDeadline() {
        // When
        int admitted = 0;
        for (int frame = 0; frame < 20; frame++) { // four seconds
            admitted += take(1, true, NOON.plusMillis(200L * frame), Duration.ofSeconds(6));
        }

        // Then
        assertThat(admitted).isEqualTo(4);
    }

    @Test
    void shouldAdmitAllFacesAgainWhenTheyAreFresh() {
        // Given
        take(1, true, NOON, Duration.ofSeconds(6));

        // When
        Optional<LimitKind> stillOld = budget.take(true, NOON.plusMillis(100), NOON.plusMillis(2100));
        Optional<LimitKind> fresh = budget.take(true, NOON.plusMillis(200), NOON.plusMillis(1200));

        // Then
        assertThat(stillOld).contains(LimitKind.DEADLINE);
        assertThat(fresh).isEmpty();
    }

    @Test
    void shouldAdmitOldFacesInReplay() {
        // Given
        budget = new EmbeddingBudget(RecogniseSettings.defaults().replaying());

        // When
        int admitted = take(30, true, NOON, Duration.ofDays(300));

        // Then
        assertThat(admitted).isEqualTo(30);
    }

    private int take(int faces, boolean newVisitor, Instant at) {
        return take(faces, newVisitor, at, Duration.ZERO);
    }

    private int take(int faces, boolean newVisitor, Instant at, Duration age) {
        int admitted = 0;
        for (int i = 0; i < faces; i++) {
            admitted += budget.take(newVisitor, at, at.plus(age)).isEmpty() ? 1 : 0;
        }
        return admitted;
    }
}
