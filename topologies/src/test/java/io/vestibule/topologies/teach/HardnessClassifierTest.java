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

/** Faces are angles; the threshold is 0.5, which is 60 degrees. */
class HardnessClassifierTest {

    private static final EmbeddingContract TEACHER = new EmbeddingContract("teacher@1", 2, 0.5f, 1e-3);
    private static final EmbeddingContract PUPIL = new EmbeddingContract("pupil@1", "teacher@1", 2, 2, 0);
    private static final EmbeddingContract STRANGER = new EmbeddingContract("stranger@1", 2, 0.8f, 1e-3);
    private static final HardnessSettings SETTINGS = new HardnessSettings(0.1f, 0.1f, 0.8f, 1);

    private final TemplateIndex centres = new TemplateIndex(2);
    private final TemplateIndex others = new TemplateIndex(2);

    @Test
    void shouldCallAFaceHardWhenItIsAboutAsNearAsTheThreshold() {
        enrol("ada", 0);

        assertThat(judge(52, Optional.empty())).isEqualTo(SelectionReason.EASY); // 0.616
        assertThat(judge(54, Optional.empty())).isEqualTo(SelectionReason.NEAR_THRESHOLD); // 0.588
        assertThat(judge(66, Optional.empty())).isEqualTo(SelectionReason.NEAR_THRESHOLD); // 0.407
        assertThat(judge(67, Optional.empty())).isEqualTo(SelectionReason.EASY); // 0.391
    }

    @Test
    void shouldCallAFaceHardWhenItIsHardlyNearerToOneThanToAnother() {
        enrol("ada", 0);
        enrol("bob", 60);

        assertThat(judge(25, Optional.empty())).isEqualTo(SelectionReason.SMALL_MARGIN); // 0.906 and 0.819
        assertThat(judge(24, Optional.empty())).isEqualTo(SelectionReason.EASY); // 0.914 and 0.809
    }

    @Test
    void shouldNotCallAStrangerHardForBeingAsUnlikeToOneAsToTheNext() {
        enrol("ada", 0);
        enrol("bob", 2);

        assertThat(judge(90, Optional.empty())).isEqualTo(SelectionReason.EASY); // 0 and 0.035
    }

    @Test
    void shouldCallAFaceEasyWhenNobodyIsEnrolled() {
        assertThat(judge(90, Optional.empty())).isEqualTo(SelectionReason.EASY);
    }

    @Test
    void shouldCallAFaceHardWhenAStudentOfTheSameSpaceSeesAnotherOne() {
        assertThat(judge(90, student(PUPIL, 36))).isEqualTo(SelectionReason.EASY); // 0.809
        assertThat(judge(90, student(PUPIL, 37))).isEqualTo(SelectionReason.DISAGREEMENT); // 0.799
        assertThat(judge(90, student(PUPIL, -37))).isEqualTo(SelectionReason.DISAGREEMENT);
    }

    @Test
    void shouldCallAFaceHardWhenAStudentOfTheSameSpaceTakesItForSomebodyElse() {
        enrol("ada", 0);
        enrol("bob", 60);

        assertThat(judge(10, student(PUPIL, 10))).isEqualTo(SelectionReason.EASY); // both say ada
        assertThat(judge(10, student(PUPIL, 30))).isEqualTo(SelectionReason.DISAGREEMENT); // bob, 20 degrees away
        assertThat(judge(-50, student(PUPIL, -15))).isEqualTo(SelectionReason.DISAGREEMENT); // nobody, 65 degrees away
    }

    @Test
    void shouldCompareOnlyWhomAStudentOfAnotherSpaceNamesWithinItsOwn() {
        enrol("ada", 0);
        enrolWithOthers("ada", 180);

        assertThat(judge(10, student(STRANGER, 180))).isEqualTo(SelectionReason.EASY); // elsewhere, but ada there, too
        assertThat(judge(10, student(STRANGER, 140))).isEqualTo(SelectionReason.EASY); // 30 degrees: 0.866
        assertThat(judge(10, student(STRANGER, 130)))
                .isEqualTo(SelectionReason.DISAGREEMENT); // 40 degrees: 0.766, nobody
    }

    @Test
    void shouldNotAskTheStudentAboutAFaceThatIsHardAnyway() {
        enrol("ada", 0);
        Embedder never = new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return PUPIL;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                throw new AssertionError("asked");
            }
        };

        assertThat(judge(60, Optional.of(never))).isEqualTo(SelectionReason.NEAR_THRESHOLD);
    }

    private void enrol(String subject, int degrees) {
        centres.put(subject, List.of(face(degrees).unit()), Long.MAX_VALUE);
    }

    private void enrolWithOthers(String subject, int degrees) {
        others.put(subject, List.of(face(degrees).unit()), Long.MAX_VALUE);
    }

    private SelectionReason judge(int degrees, Optional<Embedder> student) {
        Optional<TemplateSnapshot> view = Optional.of(centres.current()).filter(some -> some.size() > 0);
        LabelDecision opinion = new Labeller(TEACHER, new TestSettings().build())
                .judge(face(degrees), view, subject -> Optional.empty(), NOON);
        return new HardnessClassifier(SETTINGS, TEACHER, student)
                .judge(
                        TestSightings.grey(Math.floorMod(degrees, 360) / 2),
                        face(degrees),
                        opinion,
                        view,
                        contract -> Optional.of(others.current()),
                        NOON);
    }

    /** Sees each face so many degrees from where the teacher does. */
    private static Optional<Embedder> student(EmbeddingContract contract, int astray) {
        return Optional.of(new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return contract;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream()
                        .map(face -> face(2 * Byte.toUnsignedInt(face.bgr()[0]) + astray))
                        .toList();
            }
        });
    }

    private static Embedding face(int degrees) {
        double angle = Math.toRadians(degrees);
        return new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 20);
    }
}
