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
    void shouldCompareAllPairsWhenEvaluating() {
        // Given
        // The teacher separates two identities. The student confuses one face with the other identity.
        VerificationEvaluator evaluator =
                new VerificationEvaluator(List.of(face("ada", 0), face("ada", 0.1), face("bo", 1.5), face("bo", 1.6)));
        float[][] student = {unit(0), unit(1.5), unit(1.5), unit(1.6)};

        // When
        ValidationMetrics metrics = evaluator.evaluate(student);

        // Then
        assertThat(metrics.cosine()).isCloseTo((1 + Math.cos(1.4) + 1 + 1) / 4, within(1e-6));
        assertThat(evaluator.teacherVerification()).isEqualTo(new Verification(1, OptionalDouble.empty(), 2, 4));
        assertThat(metrics.own().genuine()).isEqualTo(2);
        assertThat(metrics.own().impostor()).isEqualTo(4);
        assertThat(metrics.own().accuracy())
                .as("all genuine pairs and three impostor pairs match")
                .isLessThan(1);
        assertThat(metrics.cross().genuine()).isEqualTo(4);
        assertThat(metrics.cross().impostor()).isEqualTo(8);
        assertThat(metrics.cross().accuracy()).isLessThan(1);
    }

    @Test
    void shouldReturnAnErrorRateWhenThereAreEnoughPairs() {
        // Given
        // 60 identities with two faces each, all orthogonal but for one identity, whose faces differ.
        List<TrainingExample> faces = new ArrayList<>();
        for (int person = 0; person < 60; person++) {
            for (int picture = 0; picture < 2; picture++) {
                float[] axis = new float[120];
                axis[person == 0 && picture == 1 ? 119 : person] = 1;
                faces.add(new TrainingExample(
                        person + "-" + picture,
                        () -> {
                            throw new IllegalStateException("this test needs no pixels");
                        },
                        axis,
                        "person-" + person));
            }
        }

        // When
        ValidationMetrics metrics = new VerificationEvaluator(faces)
                .evaluate(faces.stream().map(TrainingExample::teacherEmbedding).toArray(float[][]::new));

        // Then
        // There are 7,080 impostor pairs, of which seven may match.
        assertThat(metrics.own().fnmr()).hasValue(1 / 60.0);
        assertThat(metrics.cross().fnmr()).hasValue(1 / 60.0);
        assertThat(metrics.cosine()).isEqualTo(1);
    }

    @Test
    void shouldSkipTheComparisonWithTheTeacherWhenDimensionsDiffer() {
        // Given
        VerificationEvaluator evaluator =
                new VerificationEvaluator(List.of(face("ada", 0), face("ada", 0.1), face("bo", 1.5), face("bo", 1.6)));
        float[][] student = {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}};

        // When
        ValidationMetrics metrics = evaluator.evaluate(student);

        // Then
        assertThat(metrics.cosine()).isZero();
        assertThat(metrics.own().accuracy()).isEqualTo(1);
        assertThat(metrics.cross()).isEqualTo(new Verification(0, OptionalDouble.empty(), 0, 0));
    }

    @Test
    void shouldPreferFewerErrorsAndThenAHigherCosineWhenComparing() {
        // Given
        ValidationMetrics fewer = metrics(0.5, OptionalDouble.of(0.1));
        ValidationMetrics more = metrics(0.9, OptionalDouble.of(0.2));
        ValidationMetrics nearer = metrics(0.6, OptionalDouble.of(0.1));
        ValidationMetrics unknown = metrics(0.99, OptionalDouble.empty());

        // When
        List<Boolean> better = List.of(
                fewer.isBetterThan(more),
                nearer.isBetterThan(fewer),
                more.isBetterThan(fewer),
                fewer.isBetterThan(fewer),
                unknown.isBetterThan(more));

        // Then
        assertThat(better).containsExactly(true, true, false, false, false);
    }

    private static ValidationMetrics metrics(double cosine, OptionalDouble fnmr) {
        Verification own = new Verification(0.9, fnmr, 1, 1);
        return new ValidationMetrics(cosine, own, own);
    }

    private static TrainingExample face(String identity, double radians) {
        return new TrainingExample(
                identity + radians,
                () -> {
                    throw new IllegalStateException("this test needs no pixels");
                },
                unit(radians),
                identity);
    }

    private static float[] unit(double radians) {
        return new float[] {(float) Math.cos(radians), (float) Math.sin(radians)};
    }
}
