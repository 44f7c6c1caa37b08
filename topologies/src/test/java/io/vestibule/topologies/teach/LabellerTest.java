package io.vestibule.topologies.teach;

import static io.vestibule.topologies.teach.TestSightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.schemas.LabelOrigin;
import io.vestibule.topologies.gallery.Gallery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabellerTest {

    private static final EmbeddingContract CONTRACT = new EmbeddingContract("teacher@0123456789ab", 2, 0.5f, 1e-3);
    private static final Instant IN_A_MONTH = NOON.plus(Duration.ofDays(30));

    private final TemplateIndex centres = new TemplateIndex(2);
    private final Map<String, Instant> consents = new HashMap<>();

    /** Labels faces with a cosine of at least 0.6 and a margin of at least 0.05. */
    private final Labeller labeller = new Labeller(CONTRACT, settings());

    @Test
    void shouldLabelFaceWhenItIsNearOneCentreOnly() {
        // Given
        enrol("ada", 0);
        enrol("bob", 90);

        // When
        LabelDecision decision = label(10);

        // Then
        assertThat(decision.label()).hasValueSatisfying(label -> {
            assertThat(label.subject()).isEqualTo("ada");
            assertThat(label.score()).isCloseTo(0.985f, within(1e-3f)); // cos 10
        });
        assertThat(decision.expiresAt()).isEqualTo(IN_A_MONTH);
    }

    @Test
    void shouldNotLabelFaceWhenItIsUnderRaisedThreshold() {
        // Given
        enrol("ada", 0);

        // Then
        assertThat(label(53).label()).isPresent(); // 0.602
        assertThat(label(54).label()).isEmpty(); // 0.588, although over the contract's threshold of 0.5
    }

    @Test
    void shouldNotLabelFaceWhenMarginIsTooSmall() {
        // Given
        enrol("ada", 0);
        enrol("bob", 40);

        // Then
        assertThat(label(18).label()).isEmpty(); // 0.951 and 0.927
        assertThat(label(15).label()).map(ScoredSubject::subject).contains("ada"); // 0.966 and 0.906
    }

    @Test
    void shouldReturnConfiguredNumberOfCentresBestFirst() {
        // Given
        enrol("ada", 0);
        enrol("bob", 90);
        enrol("cem", 45);

        // Then
        assertThat(label(80).nearest()).extracting(ScoredSubject::subject).containsExactly("bob", "cem");
    }

    @Test
    void shouldReturnSimilaritiesWhenThereIsNoLabel() {
        // Given
        enrol("ada", 0);

        // When
        LabelDecision decision = label(170);

        // Then
        assertThat(decision.label()).isEmpty();
        assertThat(decision.nearest()).extracting(ScoredSubject::subject).containsExactly("ada");
    }

    @Test
    void shouldKeepReviewedLabelWhenFaceIsUnlikeIt() {
        // Given
        enrol("ada", 0);
        enrol("bob", 90);
        enrol("cem", 45);

        // When
        LabelDecision decision = labeller.labelReviewed(face(80), "ada", centres.current(), NOON);

        // Then
        assertThat(decision.label()).hasValueSatisfying(label -> {
            assertThat(label.subject()).isEqualTo("ada");
            assertThat(label.score()).isCloseTo(0.174f, within(1e-3f)); // cos 80
        });
        assertThat(decision.labelOrigin()).isEqualTo(LabelOrigin.REVIEWED);
        assertThat(decision.nearest()).extracting(ScoredSubject::subject).containsExactly("bob", "cem");
        assertThat(decision.centres()).isEqualTo(centres.current().version());
        assertThat(decision.expiresAt()).isEqualTo(IN_A_MONTH);
    }

    @Test
    void shouldRejectReviewedLabelWithoutCentre() {
        // Given
        enrol("ada", 0);

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> labeller.labelReviewed(face(80), "bob", centres.current(), NOON))
                .withMessageContaining("no class centre");
    }

    @Test
    void shouldReturnOtherVersionWhenCentresChange() {
        // Given
        enrol("ada", 0);
        String before = label(0).centres();

        // When
        enrol("bob", 90);

        // Then
        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(label(0).centres()).matches("[0-9a-f]{64}").isNotEqualTo(before);
    }

    @Test
    void shouldReturnNoLabelWhenContractHasNoCentres() {
        // When
        LabelDecision decision = labeller.label(face(0), Optional.empty(), subject -> Optional.empty(), NOON);

        // Then
        assertThat(decision)
                .isEqualTo(new LabelDecision(
                        List.of(), Float.POSITIVE_INFINITY, "", Optional.empty(), LabelOrigin.NONE, IN_A_MONTH));
    }

    @Test
    void shouldExpireWithConsentWhenItEndsBeforeRetention() {
        // Given
        enrol("ada", 0, NOON.plusSeconds(60));
        enrol("bob", 90, NOON.plusSeconds(1));

        // Then
        assertThat(label(0).expiresAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void shouldExpireWithRetentionWhenConsentLastsLonger() {
        // Given
        enrol("ada", 0, IN_A_MONTH.plusSeconds(1));

        // Then
        assertThat(label(0).expiresAt()).isEqualTo(IN_A_MONTH);
    }

    @Test
    void shouldIgnoreSubjectWhenConsentHasEnded() {
        // Given
        enrol("ada", 0, NOON.minusMillis(1));
        enrol("bob", 90);

        // When
        LabelDecision decision = label(0);

        // Then
        assertThat(decision.label()).isEmpty();
        assertThat(decision.nearest())
                .extracting(ScoredSubject::subject, scored -> Math.round(scored.score()))
                .containsExactly(tuple("bob", 0));
    }

    @Test
    void shouldReturnMarginWhenOnlyOneCentreIsConfigured() {
        // Given
        enrol("ada", 0);
        enrol("bob", 90);
        TeachSettingsBuilder one = TestSettings.builder();
        one.similarities(1);

        // When
        LabelDecision decision = new Labeller(CONTRACT, one.build())
                .label(face(30), Optional.of(centres.current()), subject -> Optional.empty(), NOON);

        // Then
        assertThat(decision.nearest()).hasSize(1);
        assertThat(decision.margin()).isCloseTo(0.366f, within(1e-3f)); // cos 30 - cos 60
    }

    private static TeachSettings settings() {
        return TestSettings.builder().build();
    }

    private void enrol(String subject, int degrees) {
        centres.put(subject, List.of(face(degrees).unit()), Long.MAX_VALUE);
    }

    private void enrol(String subject, int degrees, Instant consentExpiresAt) {
        centres.put(subject, List.of(face(degrees).unit()), Gallery.micros(consentExpiresAt));
        consents.put(subject, consentExpiresAt);
    }

    private LabelDecision label(int degrees) {
        return labeller.label(
                face(degrees),
                Optional.of(centres.current()),
                subject -> Optional.ofNullable(consents.get(subject)),
                NOON);
    }

    private static Embedding face(int degrees) {
        double angle = Math.toRadians(degrees);
        return new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 20);
    }
}
