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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
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
    private static final TrainingData DATA = TrainingPeople.of(6, 4);
    private static final IdentityClasses CLASSES = IdentityClasses.of(DATA.training(), Map.of());

    @Test
    void shouldLeaveNoArraysBehindWhenAStepIsDone() throws Exception {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                TrainableStudent student = student(manager);
                BatchLoader batches = batches()) {
            // Given
            student.step(batches.next(), 0.001);
            int before = manager.getManagedArrays().size();

            // When
            for (int step = 0; step < 5; step++) {
                student.step(batches.next(), 0.001);
            }

            // Then
            assertThat(manager.getManagedArrays()).hasSize(before);
            assertThat(student.steps()).isEqualTo(6);
        }
    }

    @Test
    void shouldReturnEachLossAndTrainItsCentresWhenAStepIsDone() throws Exception {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                TrainableStudent student = student(manager);
                BatchLoader batches = batches()) {
            // Given
            Map<String, Tensor> before = student.state();

            // When
            TrainableStudent.StepResult result = student.step(batches.next(), 0.01);

            // Then
            assertThat(result.terms())
                    .containsOnlyKeys(
                            "angle",
                            "arcface",
                            "triplet_l2",
                            "triplet_cosine",
                            "margin_softmax",
                            "margin_distillation");
            assertThat(result.loss())
                    .isCloseTo(
                            result.terms().values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum(),
                            within(1e-3));
            assertThat(student.state())
                    .allSatisfy((name, tensor) -> assertThat(tensor).as(name).isNotEqualTo(before.get(name)));
            assertThat(before).containsKeys("loss/arcface.weight", "loss/margin_softmax.weight");
        }
    }

    @Test
    void shouldNotChangeTheWeightsWhenABatchIsNotFinite() throws Exception {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                TrainableStudent student = student(manager);
                BatchLoader batches = batches()) {
            // Given
            Batch batch = batches.next();
            float[] broken = batch.pixels().clone();
            Arrays.fill(broken, Float.NaN);
            Weights before = student.averagedWeights();
            Tensor stem = student.state().get("student/stem.conv.weight");

            // When
            TrainableStudent.StepResult result =
                    student.step(new Batch(broken, batch.teacherEmbeddings(), batch.classes()), 0.01);

            // Then
            assertThat(result.isFinite()).isFalse();
            assertThat(student.averagedWeights()).isEqualTo(before);
            assertThat(student.state().get("student/stem.conv.weight")).isEqualTo(stem);
            assertThat(student.steps()).isZero();
        }
    }

    @Test
    void shouldRejectAStateWhenItIsOfAnotherStudent() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                TrainableStudent student = student(manager)) {
            // Given
            Map<String, Tensor> state = student.state();
            state.put("student/stem.conv.weight", new Tensor(new long[] {1}, new float[1]));

            // When
            ThrowingCallable restore = () -> student.restore(state, 3);

            // Then
            assertThatThrownBy(restore)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("student/stem.conv.weight does not fit");
        }
    }

    private static TrainableStudent student(NDManager manager) {
        NDManager own = manager.newSubManager();
        Weights initial = Weights.initial(
                Architecture.mobileFaceNet(
                        RECIPE.student().width(), RECIPE.student().activation(), DATA.dimension()),
                1);
        LossFactory losses = new LossFactory(RECIPE, CLASSES, own, DATA.dimension());
        return new TrainableStudent(own, initial, losses.create(), RECIPE, Optional.empty());
    }

    private static BatchLoader batches() {
        BatchSampler sampler = new BatchSampler(DATA.training(), 8, 4, 1);
        return new BatchLoader(
                DATA.training(), CLASSES.indices(), sampler, new Augmentation(RECIPE.augmentation(), 1), 0);
    }
}
