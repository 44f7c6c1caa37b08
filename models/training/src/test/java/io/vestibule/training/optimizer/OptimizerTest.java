package io.vestibule.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.training.recipe.ScheduleRecipe;
import io.vestibule.training.recipe.ScheduleRecipe.Decay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerTest {
    private static final List<ParameterSlot> SLOTS =
            List.of(ParameterSlot.of("conv.weight", 1), ParameterSlot.of("conv.bias", 1));

    @Test
    void shouldEqualAManualCalculationWhenAdamWSteps() {
        // Given
        AdamW adam = new AdamW(SLOTS, 0.1);
        List<float[]> values = List.of(new float[] {1}, new float[] {1});

        // When
        adam.step(values, List.of(new float[] {0.5f}, new float[] {-2}), 0.01);
        adam.step(values, List.of(new float[] {0.1f}, new float[] {-2}), 0.01);

        // Then
        // The first step equals the rate for any gradient.
        double first = 1 * (1 - 0.001) - 0.01;
        double m = (0.9 * 0.1 * 0.5 + 0.1 * 0.1) / (1 - 0.81);
        double v = (0.999 * 0.001 * 0.25 + 0.001 * 0.01) / (1 - 0.998001);
        assertThat(values.get(0)[0]).isCloseTo((float) (first * (1 - 0.001) - 0.01 * m / Math.sqrt(v)), within(1e-6f));
        assertThat(values.get(1)[0]).as("a bias does not decay").isCloseTo(1.02f, within(1e-6f));
        assertThat(adam.steps()).isEqualTo(2);
    }

    @Test
    void shouldEqualAManualCalculationWhenMomentumSgdSteps() {
        // Given
        MomentumSgd momentum = new MomentumSgd(SLOTS, 0.9, 0.1);
        List<float[]> values = List.of(new float[] {1}, new float[] {1});

        // When
        momentum.step(values, List.of(new float[] {0.5f}, new float[] {0.5f}), 0.1);
        momentum.step(values, List.of(new float[] {0.5f}, new float[] {0.5f}), 0.1);

        // Then
        double velocity = 0.5 + 0.1;
        double value = 1 - 0.1 * velocity;
        velocity = 0.9 * velocity + 0.5 + 0.1 * value;
        assertThat(values.get(0)[0]).isCloseTo((float) (value - 0.1 * velocity), within(1e-6f));
        assertThat(values.get(1)[0]).isCloseTo((float) (1 - 0.05 - 0.1 * (0.45 + 0.5)), within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(ScheduleRecipe.Optimizer.class)
    void shouldContinueIdenticallyWhenItsStateIsRestored(ScheduleRecipe.Optimizer kind) {
        // Given
        ScheduleRecipe schedule = new ScheduleRecipe(kind, 0.1, 0, Decay.CONSTANT, 0.01, 0.9, 0, 5);
        Optimizer one = Optimizer.of(schedule, SLOTS);
        List<float[]> values = List.of(new float[] {1}, new float[] {1});
        List<float[]> gradients = List.of(new float[] {0.3f}, new float[] {-0.2f});
        one.step(values, gradients, 0.1);

        // When
        Optimizer two = Optimizer.of(schedule, SLOTS);
        one.state()
                .forEach((name, state) -> System.arraycopy(state, 0, two.state().get(name), 0, state.length));
        two.resume(one.steps());
        List<float[]> copies = List.of(values.get(0).clone(), values.get(1).clone());
        one.step(values, gradients, 0.1);
        two.step(copies, gradients, 0.1);

        // Then
        assertThat(copies.get(0)).containsExactly(values.get(0));
        assertThat(copies.get(1)).containsExactly(values.get(1));
    }

    @Test
    void shouldClipAGradientWhenItsNormIsTooLarge() {
        // Given
        List<float[]> gradients = List.of(new float[] {3}, new float[] {4});

        // When
        double norm = GradientClipping.norm(gradients);
        GradientClipping.clip(gradients, norm, 10);
        float before = gradients.get(0)[0];
        GradientClipping.clip(gradients, norm, 1);

        // Then
        assertThat(norm).isEqualTo(5);
        assertThat(before).isEqualTo(3);
        assertThat(gradients.get(0)[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(gradients.get(1)[0]).isCloseTo(0.8f, within(1e-6f));
        assertThat(GradientClipping.norm(List.of(new float[] {Float.NaN}))).isNaN();
    }

    @Test
    void shouldReduceTheInfluenceOfInitialValuesWhenAveragingStarts() {
        // Given
        WeightAverage average = new WeightAverage(0.5, Map.of("w", new float[] {0}));

        // When
        // The decay is 2/11 in the first step, and a half in the other one.
        average.update(Map.of("w", new float[] {1}), 1);
        float first = average.values().get("w")[0];
        average.update(Map.of("w", new float[] {2}), 100);

        // Then
        assertThat(first).isCloseTo(1 - 2 / 11f, within(1e-6f));
        assertThat(average.values().get("w")[0]).isCloseTo((first + 2) / 2, within(1e-6f));
    }

    @Test
    void shouldEqualTheCurrentValuesWhenTheDecayIsZero() {
        // Given
        WeightAverage none = new WeightAverage(0, Map.of("w", new float[] {5}));

        // When
        none.update(Map.of("w", new float[] {1}), 1);

        // Then
        assertThat(none.values().get("w")).containsExactly(1);
    }

    @Test
    void shouldIncreaseInTheWarmUpAndDecayAlongACosineWhenScheduled() {
        // Given
        ScheduleRecipe cosine = new ScheduleRecipe(ScheduleRecipe.Optimizer.ADAMW, 0.1, 10, Decay.COSINE, 0, 0, 0, 1);
        ScheduleRecipe constant =
                new ScheduleRecipe(ScheduleRecipe.Optimizer.ADAMW, 0.1, 0, Decay.CONSTANT, 0, 0, 0, 1);

        // When
        double[] rates = {
            LearningRate.of(cosine, 0, 0),
            LearningRate.of(cosine, 100, 0.5),
            LearningRate.of(cosine, 200, 1),
            LearningRate.of(constant, 0, 0.9)
        };

        // Then
        assertThat(rates).containsExactly(new double[] {0.01, 0.05, 0, 0.1}, within(1e-9));
    }
}
