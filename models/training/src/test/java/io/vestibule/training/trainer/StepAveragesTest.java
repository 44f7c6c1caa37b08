package io.vestibule.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.training.data.BatchSampler;
import io.vestibule.training.recipe.BudgetRecipe;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepAveragesTest {

    @Test
    void shouldCountTheImagesOfItsOwnSecondsWhenARunIsTakenUp() {
        // Given: an hour went by before, and each step takes half a second
        StepAverages tally = new StepAverages(2, 64, 3600);
        TrainingClock pace = new TrainingClock(
                new BudgetRecipe.Steps(100),
                new BatchSampler(TrainingPeople.of(2, 2).training(), 2, 1, 1),
                3601);

        // When
        tally.add(new TrainableStudent.Found(1, Map.of("angle", 1.0), 2), 3600.5);
        tally.add(new TrainableStudent.Found(3, Map.of("angle", 3.0), 4), 3601);
        TrainingListener.Status first = tally.status(42, 0.1, pace);
        tally.add(new TrainableStudent.Found(5, Map.of("angle", 5.0), 6), 3601.25);
        tally.add(new TrainableStudent.Found(5, Map.of("angle", 5.0), 6), 3601.5);
        TrainingListener.Status second = tally.status(44, 0.1, pace);

        // Then
        assertThat(first.imagesPerSecond()).isCloseTo(128, within(1e-9));
        assertThat(first.loss()).isEqualTo(2);
        assertThat(first.gradient()).isEqualTo(3);
        assertThat(second.imagesPerSecond()).isCloseTo(256, within(1e-9));
        assertThat(second.terms()).containsExactly(Map.entry("angle", 5.0));
    }
}
