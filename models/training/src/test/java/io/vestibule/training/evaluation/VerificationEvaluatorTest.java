package io.vestibule.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.training.data.TrainingExample;
import io.vestibule.training.evaluation.ValidationMetrics.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerificationEvaluatorTest {
    @Test
    void shouldCompareEachFaceWithEachOther() {
        // Given: a teacher that has two people apart, and a student that takes one face for the other person
        VerificationEvaluator judge =
                new VerificationEvaluator(List.of(face("ada", 0), face("ada", 0.1), face("bo", 1.5), face("bo", 1.6)));
        float[][] student = {unit(0), unit(1.5), unit(1.5), unit(1.6)};

        // When
        ValidationMetrics marks = judge.of(student);

        // Then: 0.1 apart is like 1.5 only to the student
        assertThat(marks.cosine()).isCloseTo((1 + Math.cos(1.4) + 1 + 1) / 4, within(1e-6));
        assertThat(judge.teacher()).isEqualTo(new Verification(1, OptionalDouble.empty(), 2, 4));
        assertThat(marks.own().genuine()).isEqualTo(2);
        assertThat(marks.own().impostor()).isEqualTo(4);
        assertThat(marks.own().accuracy())
                .as("all genuine and three impostors match")
                .isLessThan(1);
        assertThat(marks.cross().genuine()).isEqualTo(4);
        assertThat(marks.cross().impostor()).isEqualTo(8);
        assertThat(marks.cross().accuracy()).isLessThan(1);
    }

    @Test
    void shouldStateAnErrorRateWhereThereArePairsEnough() {
        // Given: 60 people, two faces each, all apart in 120 dimensions but for one person, whose faces are nothing
        // alike
        List<TrainingExample> faces = new ArrayList<>();
        for (int person = 0; person < 60; person++) {
            for (int picture = 0; picture < 2; picture++) {
                float[] axis = new float[120];
                axis[person == 0 && picture == 1 ? 119 : person] = 1;
                faces.add(new TrainingExample(
                        person + "-" + picture,
                        () -> {
                            throw new IllegalStateException("no pixels are needed");
                        },
                        axis,
                        "person-" + person));
            }
        }

        // When
        ValidationMetrics marks = new VerificationEvaluator(faces)
                .of(faces.stream().map(TrainingExample::teacher).toArray(float[][]::new));

        // Then: 7080 impostor pairs, of which seven may match
        assertThat(marks.own().fnmr()).hasValue(1 / 60.0);
        assertThat(marks.cross().fnmr()).hasValue(1 / 60.0);
        assertThat(marks.cosine()).isEqualTo(1);
    }

    @Test
    void shouldNotHoldEmbeddingsOfOtherLengthAgainstTheTeacher() {
        // Given
        VerificationEvaluator judge =
                new VerificationEvaluator(List.of(face("ada", 0), face("ada", 0.1), face("bo", 1.5), face("bo", 1.6)));
        float[][] student = {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}};

        // When
        ValidationMetrics marks = judge.of(student);

        // Then
        assertThat(marks.cosine()).isZero();
        assertThat(marks.own().accuracy()).isEqualTo(1);
        assertThat(marks.cross()).isEqualTo(new Verification(0, OptionalDouble.empty(), 0, 0));
    }

    @Test
    void shouldPreferFewerErrorsAndThenTheNearerOne() {
        // Given
        ValidationMetrics fewer = marks(0.5, OptionalDouble.of(0.1));
        ValidationMetrics more = marks(0.9, OptionalDouble.of(0.2));
        ValidationMetrics nearer = marks(0.6, OptionalDouble.of(0.1));
        ValidationMetrics unknown = marks(0.99, OptionalDouble.empty());

        // Then
        assertThat(fewer.betterThan(more)).isTrue();
        assertThat(more.betterThan(fewer)).isFalse();
        assertThat(nearer.betterThan(fewer)).isTrue();
        assertThat(fewer.betterThan(fewer)).isFalse();
        assertThat(unknown.betterThan(more)).isFalse();
    }

    private static ValidationMetrics marks(double cosine, OptionalDouble fnmr) {
        Verification own = new Verification(0.9, fnmr, 1, 1);
        return new ValidationMetrics(cosine, own, own);
    }

    private static TrainingExample face(String identity, double radians) {
        return new TrainingExample(
                identity + radians,
                () -> {
                    throw new IllegalStateException("no pixels are needed");
                },
                unit(radians),
                identity);
    }

    private static float[] unit(double radians) {
        return new float[] {(float) Math.cos(radians), (float) Math.sin(radians)};
    }
}
