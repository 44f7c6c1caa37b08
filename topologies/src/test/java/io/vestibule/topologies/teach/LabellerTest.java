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

    /** From a cosine of 0.6 on, and 0.05 ahead of the next. */
    private final Labeller labelling = new Labeller(CONTRACT, settings());

    @Test
    void shouldLabelAFaceThatIsNearOneCentreAndFarFromTheOthers() {
        enrol("ada", 0);
        enrol("bob", 90);

        LabelDecision opinion = judge(10);

        assertThat(opinion.label()).hasValueSatisfying(label -> {
            assertThat(label.subject()).isEqualTo("ada");
            assertThat(label.score()).isCloseTo(0.985f, within(1e-3f)); // cos 10
        });
        assertThat(opinion.expiresAt()).isEqualTo(IN_A_MONTH);
    }

    @Test
    void shouldNotLabelAFaceUnderTheRaisedThreshold() {
        enrol("ada", 0);

        assertThat(judge(53).label()).isPresent(); // 0.602
        assertThat(judge(54).label()).isEmpty(); // 0.588, though over the contract's own 0.5
    }

    @Test
    void shouldNotLabelAFaceThatIsNearlyAsNearToAnother() {
        enrol("ada", 0);
        enrol("bob", 40);

        assertThat(judge(18).label()).isEmpty(); // 0.951 and 0.927
        assertThat(judge(15).label()).map(ScoredSubject::subject).contains("ada"); // 0.966 and 0.906
    }

    @Test
    void shouldTellTheNearestCentresBestFirstAndNoMoreThanWanted() {
        enrol("ada", 0);
        enrol("bob", 90);
        enrol("cem", 45);

        assertThat(judge(80).nearest()).extracting(ScoredSubject::subject).containsExactly("bob", "cem");
    }

    @Test
    void shouldTellSimilaritiesEvenWhenThereIsNoLabel() {
        enrol("ada", 0);

        LabelDecision opinion = judge(170);

        assertThat(opinion.label()).isEmpty();
        assertThat(opinion.nearest()).extracting(ScoredSubject::subject).containsExactly("ada");
    }

    @Test
    void shouldGiveTheLabelThatSomebodySaidHoweverUnlikeTheFaceIs() {
        enrol("ada", 0);
        enrol("bob", 90);
        enrol("cem", 45);

        LabelDecision opinion = labelling.given(face(80), "ada", centres.current(), NOON);

        assertThat(opinion.label()).hasValueSatisfying(label -> {
            assertThat(label.subject()).isEqualTo("ada");
            assertThat(label.score()).isCloseTo(0.174f, within(1e-3f)); // cos 80
        });
        assertThat(opinion.labelOrigin()).isEqualTo(LabelOrigin.REVIEWED);
        assertThat(opinion.nearest()).extracting(ScoredSubject::subject).containsExactly("bob", "cem");
        assertThat(opinion.centres()).isEqualTo(centres.current().version());
        assertThat(opinion.expiresAt()).isEqualTo(IN_A_MONTH);
    }

    @Test
    void shouldRefuseALabelThatHasNoCentre() {
        enrol("ada", 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> labelling.given(face(80), "bob", centres.current(), NOON))
                .withMessageContaining("no class centre");
    }

    @Test
    void shouldNameTheVersionOfTheCentresAndChangeItWithThem() {
        enrol("ada", 0);
        String before = judge(0).centres();
        enrol("bob", 90);

        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(judge(0).centres()).matches("[0-9a-f]{64}").isNotEqualTo(before);
    }

    @Test
    void shouldSayNothingWhenTheContractHasNoCentres() {
        LabelDecision opinion = labelling.judge(face(0), Optional.empty(), subject -> Optional.empty(), NOON);

        assertThat(opinion)
                .isEqualTo(new LabelDecision(
                        List.of(), Float.POSITIVE_INFINITY, "", Optional.empty(), LabelOrigin.NONE, IN_A_MONTH));
    }

    @Test
    void shouldExpireWithTheConsentOfTheLabelledSubjectWhenThatIsSooner() {
        enrol("ada", 0, NOON.plusSeconds(60));
        enrol("bob", 90, NOON.plusSeconds(1));

        assertThat(judge(0).expiresAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void shouldExpireWithTheRetentionWhenConsentLastsLonger() {
        enrol("ada", 0, IN_A_MONTH.plusSeconds(1));

        assertThat(judge(0).expiresAt()).isEqualTo(IN_A_MONTH);
    }

    @Test
    void shouldNeitherLabelNorMentionASubjectWhoseConsentHasEnded() {
        enrol("ada", 0, NOON.minusMillis(1));
        enrol("bob", 90);

        LabelDecision opinion = judge(0);

        assertThat(opinion.label()).isEmpty();
        assertThat(opinion.nearest())
                .extracting(ScoredSubject::subject, scored -> Math.round(scored.score()))
                .containsExactly(tuple("bob", 0));
    }

    @Test
    void shouldTellHowFarTheNearestIsAheadEvenWhenOnlyTheNearestIsTold() {
        enrol("ada", 0);
        enrol("bob", 90);
        TestSettings one = new TestSettings();
        one.similarities = 1;

        LabelDecision opinion = new Labeller(CONTRACT, one.build())
                .judge(face(30), Optional.of(centres.current()), subject -> Optional.empty(), NOON);

        assertThat(opinion.nearest()).hasSize(1);
        assertThat(opinion.lead()).isCloseTo(0.366f, within(1e-3f)); // cos 30 - cos 60
    }

    private static TeachSettings settings() {
        return new TestSettings().build();
    }

    private void enrol(String subject, int degrees) {
        centres.put(subject, List.of(face(degrees).unit()), Long.MAX_VALUE);
    }

    private void enrol(String subject, int degrees, Instant consentExpiresAt) {
        centres.put(subject, List.of(face(degrees).unit()), Gallery.moment(consentExpiresAt));
        consents.put(subject, consentExpiresAt);
    }

    private LabelDecision judge(int degrees) {
        return labelling.judge(
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
