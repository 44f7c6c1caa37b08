package io.vestibule.topologies.teach;

import static io.vestibule.topologies.teach.TestSightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.SelectionReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faces are angles. The threshold of 0.5 corresponds to 60 degrees. */
class HardnessClassifierTest {

    private static final EmbeddingContract TEACHER = new EmbeddingContract("teacher@1", 2, 0.5f, 1e-3);
    private static final EmbeddingContract SHARING = new EmbeddingContract("sharing@1", "teacher@1", 2, 2, 0);
    private static final EmbeddingContract SEPARATE = new EmbeddingContract("separate@1", 2, 0.8f, 1e-3);
    private static final HardnessSettings SETTINGS = new HardnessSettings(0.1f, 0.1f, 0.8f, 1);

    private final TemplateIndex centres = new TemplateIndex(2);
    private final TemplateIndex others = new TemplateIndex(2);

    @Test
    void shouldReturnNearThresholdWhenCosineIsCloseToThreshold() {
        // Given
        enrol("ada", 0);

        // Then
        assertThat(classify(52, Optional.empty())).isEqualTo(SelectionReason.EASY); // 0.616
        assertThat(classify(54, Optional.empty())).isEqualTo(SelectionReason.NEAR_THRESHOLD); // 0.588
        assertThat(classify(66, Optional.empty())).isEqualTo(SelectionReason.NEAR_THRESHOLD); // 0.407
        assertThat(classify(67, Optional.empty())).isEqualTo(SelectionReason.EASY); // 0.391
    }

    @Test
    void shouldReturnSmallMarginWhenTwoSubjectsAreSimilarlyClose() {
        // Given
        enrol("ada", 0);
        enrol("bob", 60);

        // Then
        assertThat(classify(25, Optional.empty())).isEqualTo(SelectionReason.SMALL_MARGIN); // 0.906 and 0.819
        assertThat(classify(24, Optional.empty())).isEqualTo(SelectionReason.EASY); // 0.914 and 0.809
    }

    @Test
    void shouldReturnEasyWhenFaceMatchesNoSubject() {
        // Given
        enrol("ada", 0);
        enrol("bob", 2);

        // Then
        assertThat(classify(90, Optional.empty())).isEqualTo(SelectionReason.EASY); // 0 and 0.035
    }

    @Test
    void shouldReturnEasyWhenGalleryIsEmpty() {
        assertThat(classify(90, Optional.empty())).isEqualTo(SelectionReason.EASY);
    }

    @Test
    void shouldReturnDisagreementWhenStudentEmbeddingDiffers() {
        assertThat(classify(90, student(SHARING, 36))).isEqualTo(SelectionReason.EASY); // 0.809
        assertThat(classify(90, student(SHARING, 37))).isEqualTo(SelectionReason.DISAGREEMENT); // 0.799
        assertThat(classify(90, student(SHARING, -37))).isEqualTo(SelectionReason.DISAGREEMENT);
    }

    @Test
    void shouldReturnDisagreementWhenStudentOfSameSpaceMatchesOtherSubject() {
        // Given
        enrol("ada", 0);
        enrol("bob", 60);

        // Then
        assertThat(classify(10, student(SHARING, 10))).isEqualTo(SelectionReason.EASY); // both match ada
        assertThat(classify(10, student(SHARING, 30)))
                .isEqualTo(SelectionReason.DISAGREEMENT); // the student matches bob, 20 degrees away
        assertThat(classify(-50, student(SHARING, -15)))
                .isEqualTo(SelectionReason.DISAGREEMENT); // the student matches nobody, 65 degrees away
    }

    @Test
    void shouldCompareSubjectsOnlyWhenStudentHasOtherSpace() {
        // Given
        enrol("ada", 0);
        enrolWithOthers("ada", 180);

        // Then
        assertThat(classify(10, student(SEPARATE, 180))).isEqualTo(SelectionReason.EASY); // elsewhere, but also ada
        assertThat(classify(10, student(SEPARATE, 140))).isEqualTo(SelectionReason.EASY); // 30 degrees: 0.866
        assertThat(classify(10, student(SEPARATE, 130)))
                .isEqualTo(SelectionReason.DISAGREEMENT); // 40 degrees: 0.766, no match
    }

    @Test
    void shouldNotUseStudentWhenFaceIsHardAnyway() {
        // Given
        enrol("ada", 0);
        Embedder never = new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return SHARING;
            }

            // When
            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                throw new AssertionError("the student was used");
            }
        };

        // Then
        assertThat(classify(60, Optional.of(never))).isEqualTo(SelectionReason.NEAR_THRESHOLD);
    }

    private void enrol(String subject, int degrees) {
        centres.put(subject, List.of(face(degrees).unit()), Long.MAX_VALUE);
    }

    private void enrolWithOthers(String subject, int degrees) {
        others.put(subject, List.of(face(degrees).unit()), Long.MAX_VALUE);
    }

    private SelectionReason classify(int degrees, Optional<Embedder> student) {
        Optional<TemplateSnapshot> snapshot = Optional.of(centres.current()).filter(some -> some.size() > 0);
        LabelDecision decision = new Labeller(TEACHER, TestSettings.builder().build())
                .label(face(degrees), snapshot, subject -> Optional.empty(), NOON);
        TeacherResult result = new TeacherResult(
                TestSightings.grey(Math.floorMod(degrees, 360) / 2), face(degrees), snapshot, decision, NOON, NOON);
        return new HardnessClassifier(SETTINGS, TEACHER, student)
                .classify(result, contract -> Optional.of(others.current()));
    }

    /** A student whose embeddings differ from the teacher's by an angle. */
    private static Optional<Embedder> student(EmbeddingContract contract, int offset) {
        return Optional.of(new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return contract;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream()
                        .map(face -> face(2 * Byte.toUnsignedInt(face.bgr()[0]) + offset))
                        .toList();
            }
        });
    }

    private static Embedding face(int degrees) {
        double angle = Math.toRadians(degrees);
        return new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 20);
    }
}
