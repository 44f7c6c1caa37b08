package io.vestibule.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.vestibule.training.TrainingFixtures;
import io.vestibule.training.augmentation.Augmentation;
import io.vestibule.training.data.Batch;
import io.vestibule.training.data.BatchLoader;
import io.vestibule.training.data.BatchSampler;
import io.vestibule.training.data.IdentityClasses;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import io.vestibule.training.recipe.Recipe;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainableStudentTest {
    private static final Recipe RECIPE = Recipe.parse("test", """
            student: {width: 0.125, embedding: 16}
            losses: [{kind: angle}, {kind: arcface, scale: 8}, {kind: triplet_l2}, {kind: triplet_cosine},
              {kind: margin_softmax, scale: 8}, {kind: margin_distillation, scale: 8}]
            schedule: {}
            batch: 8
            budget: {steps: 10}
            threads: 1
            """);
    private static final TrainingData MATERIAL = TrainingPeople.of(6, 4);
    private static final IdentityClasses CLASSES = IdentityClasses.of(MATERIAL.training(), Map.of());

    @Test
    void shouldLeaveNothingBehindAfterAStep() throws Exception {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                TrainableStudent learner = learner(manager);
                BatchLoader feed = feed()) {
            // Given
            learner.step(feed.next(), 0.001);
            int before = manager.getManagedArrays().size();

            // When
            for (int step = 0; step < 5; step++) {
                learner.step(feed.next(), 0.001);
            }

            // Then
            assertThat(manager.getManagedArrays()).hasSize(before);
            assertThat(learner.steps()).isEqualTo(6);
        }
    }

    @Test
    void shouldTellEachLossAndLearnTheCentresOfThoseThatHaveTheirOwn() throws Exception {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                TrainableStudent learner = learner(manager);
                BatchLoader feed = feed()) {
            // Given
            Map<String, Tensor> before = learner.state();

            // When
            TrainableStudent.Found found = learner.step(feed.next(), 0.01);

            // Then
            assertThat(found.terms())
                    .containsOnlyKeys(
                            "angle",
                            "arcface",
                            "triplet_l2",
                            "triplet_cosine",
                            "margin_softmax",
                            "margin_distillation");
            assertThat(found.loss())
                    .isCloseTo(
                            found.terms().values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum(),
                            within(1e-3));
            assertThat(learner.state())
                    .allSatisfy((name, tensor) -> assertThat(tensor).as(name).isNotEqualTo(before.get(name)));
            assertThat(before).containsKeys("loss/arcface.weight", "loss/margin_softmax.weight");
        }
    }

    @Test
    void shouldNotTouchTheWeightsWhereABatchIsNoNumbers() throws Exception {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                TrainableStudent learner = learner(manager);
                BatchLoader feed = feed()) {
            // Given
            Batch batch = feed.next();
            float[] broken = batch.pixels().clone();
            Arrays.fill(broken, Float.NaN);
            Weights before = learner.average();
            Tensor stem = learner.state().get("student/stem.conv.weight");

            // When
            TrainableStudent.Found found = learner.step(new Batch(broken, batch.teacher(), batch.classes()), 0.01);

            // Then
            assertThat(found.isFinite()).isFalse();
            assertThat(learner.average()).isEqualTo(before);
            assertThat(learner.state().get("student/stem.conv.weight")).isEqualTo(stem);
            assertThat(learner.steps()).isZero();
        }
    }

    @Test
    void shouldRefuseTheStateOfAnotherStudent() {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                TrainableStudent learner = learner(manager)) {
            Map<String, Tensor> state = learner.state();
            state.put("student/stem.conv.weight", new Tensor(new long[] {1}, new float[1]));

            assertThatThrownBy(() -> learner.restore(state, 3))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("student/stem.conv.weight does not fit");
        }
    }

    private static TrainableStudent learner(NDManager manager) {
        NDManager own = manager.newSubManager();
        Weights begin = Weights.initial(
                Architecture.mobileFaceNet(
                        RECIPE.student().width(), RECIPE.student().activation(), MATERIAL.length()),
                1);
        LossFactory curriculum = new LossFactory(RECIPE, CLASSES, own, MATERIAL.length());
        return new TrainableStudent(own, begin, curriculum.losses(), RECIPE, Optional.empty());
    }

    private static BatchLoader feed() {
        BatchSampler order = new BatchSampler(MATERIAL.training(), 8, 4, 1);
        return new BatchLoader(
                MATERIAL.training(), CLASSES.numbers(), order, new Augmentation(RECIPE.augmentation(), 1), 0);
    }
}
