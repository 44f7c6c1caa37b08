package io.vestibule.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.training.data.BatchSampler;
import io.vestibule.training.recipe.BudgetRecipe;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepAveragesTest {

    @Test
    void shouldUseOnlyTheTimeOfItsOwnStepsWhenARunIsResumed() {
        // Given
        // The run has spent an hour before, and each step takes half a second.
        StepAverages averages = new StepAverages(2, 64, 3600);
        TrainingClock clock = new TrainingClock(
                new BudgetRecipe.Steps(100),
                new BatchSampler(TrainingPeople.of(2, 2).training(), 2, 1, 1),
                3601);

        // When
        averages.add(new TrainableStudent.StepResult(1, Map.of("angle", 1.0), 2), 3600.5);
        averages.add(new TrainableStudent.StepResult(3, Map.of("angle", 3.0), 4), 3601);
        TrainingListener.Status first = averages.drain(42, 0.1, clock);
        averages.add(new TrainableStudent.StepResult(5, Map.of("angle", 5.0), 6), 3601.25);
        averages.add(new TrainableStudent.StepResult(5, Map.of("angle", 5.0), 6), 3601.5);
        TrainingListener.Status second = averages.drain(44, 0.1, clock);

        // Then
        assertThat(first.imagesPerSecond()).isCloseTo(128, within(1e-9));
        assertThat(first.loss()).isEqualTo(2);
        assertThat(first.gradientNorm()).isEqualTo(3);
        assertThat(second.imagesPerSecond()).isCloseTo(256, within(1e-9));
        assertThat(second.terms()).containsExactly(Map.entry("angle", 5.0));
    }
}
