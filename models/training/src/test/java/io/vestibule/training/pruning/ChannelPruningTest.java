package io.vestibule.training.pruning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.TrainingFixtures;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Bottleneck;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ChannelPruningTest {

    private static final Weights TEACHER =
            TrainingFixtures.randomWeights(TrainingFixtures.tiny(Activation.PRELU, false), 1);
    private static final List<AlignedFace> FACES = TrainingFixtures.faces(40, 1);
    private static final List<AlignedFace> OTHER_FACES = TrainingFixtures.faces(20, 2);

    @Test
    void shouldReturnTheTeacherWhenAllChannelsAreKept() {
        // When
        Weights student = pruned(new ChannelPruning(1, PruningCost.CHANNELS, Activation.PRELU, false));

        // Then
        assertThat(student).isEqualTo(TEACHER);
    }

    @Test
    void shouldChangeLittleWhenAllChannelsAreKeptAndFittedAgain() {
        // When
        Weights student = pruned(new ChannelPruning(1, PruningCost.CHANNELS, Activation.PRELU, true));

        // Then
        assertThat(relativeError(student)).isLessThan(1e-3);
    }

    @Test
    void shouldHalveTheChannelsOfEveryBlockWhenHalfIsKeptWithoutRefit() {
        // When
        Weights student = pruned(new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.PRELU, false));

        // Then
        assertThat(student.architecture().blocks()).extracting("inner").containsExactly(8, 8, 8, 16);
        assertThat(student.get("blocks.1.project.weight").shape()).containsExactly(8, 8, 1, 1);
        assertThat(student.get("head.embed.weight")).isEqualTo(TEACHER.get("head.embed.weight"));
    }

    @Test
    void shouldReduceTheErrorOnOtherFacesWhenRefitIsEnabled() {
        // Given
        List<String> report = new ArrayList<>();

        // When
        double plain = relativeError(pruned(new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.PRELU, false)));
        double refitted = relativeError(new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.PRELU, true)
                .prune(TrainingFixtures.ENGINE, TEACHER, FACES, report::add));

        // Then
        assertThat(refitted).isLessThan(plain / 2);
        assertThat(report).hasSize(5).first().asString().startsWith("block 0: 8 of 16 inner channels, ");
    }

    @Test
    void shouldRemoveChannelsWithoutProjectionWhenABlockHasThem() {
        // Given
        // Half of the first block's channels have projection weights of 0.
        Tensor projection = TEACHER.get("blocks.0.project.weight");
        float[] weights = projection.values().clone();
        for (int at = 0; at < weights.length; at++) {
            weights[at] = at % 16 < 8 ? 0 : weights[at];
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>(TEACHER.tensors());
        tensors.put("blocks.0.project.weight", new Tensor(projection.shape(), weights));
        Weights teacher = new Weights(TEACHER.architecture(), tensors);

        // When
        Weights student = new ChannelPruning(0.9, PruningCost.CHANNELS, Activation.PRELU, true)
                .prune(TrainingFixtures.ENGINE, teacher, FACES, line -> {});

        // Then
        assertThat(student.architecture().blocks()).extracting("inner").containsExactly(8, 16, 16, 24);
        assertThat(relativeError(teacher, student)).isLessThan(1e-3);
    }

    @Test
    void shouldReturnTheIncreaseOfTheErrorWhenInputsAreEliminated() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                LeastSquares squares = new LeastSquares(manager, 3, 1)) {
            // Given
            // The inputs are orthogonal, and y = 3 a + 2 b + c.
            squares.add(
                    manager.create(new float[][] {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}}),
                    manager.create(new float[][] {{3}, {-3}, {2}, {-2}, {1}, {-1}}));

            // When
            double[] losses = squares.losses(1e-9);

            // Then
            // The error is 2 without c and 8 more without b. The last input is not eliminated.
            assertThat(losses).containsExactly(new double[] {0, 8, 2}, within(1e-4));
        }
    }

    @Test
    void shouldHaveNoSlopesWhenTheStudentHasRelu() {
        // When
        Weights student = pruned(new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.RELU, true));

        // Then
        assertThat(student.tensors().keySet()).noneMatch(name -> name.endsWith(".slope"));
        assertThat(relativeError(student)).isLessThan(1);
    }

    @Test
    void shouldReturnTheMostImportantChannelsInAscendingOrderWhenCounted() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager()) {
            // Given
            // The activations are 1, 3, 2, 5 and 4. The fourth channel has a small projection weight.
            ChannelImportance importance = new ChannelImportance(5);
            importance.add(manager.create(new float[] {1, -3, 2, 5, -4}).reshape(1, 5, 1, 1));

            // Then
            assertThat(importance.mostImportant(new Tensor(new long[] {1, 5, 1, 1}, new float[] {1, 1, 1, 0.1f, 1}), 3))
                    .containsExactly(1, 2, 4);
        }
    }

    @Test
    void shouldKeepMoreChannelsInCheapBlocksWhenTheShareIsOfTheWork() {
        // Given
        // Three equal blocks, whose maps halve in size each time.
        Weights teacher = TrainingFixtures.randomWeights(
                new Architecture(
                        8,
                        List.of(new Bottleneck(8, 64, 8, 2), new Bottleneck(8, 64, 8, 2), new Bottleneck(8, 64, 8, 2)),
                        16,
                        12,
                        Activation.PRELU,
                        false),
                1);

        // When
        List<Bottleneck> byNumber = pruned(teacher, PruningCost.CHANNELS);
        List<Bottleneck> byWork = pruned(teacher, PruningCost.WORK);

        // Then
        assertThat(byNumber.stream().mapToInt(Bottleneck::inner).sum()).isLessThanOrEqualTo(96);
        assertThat(byWork.get(0).inner()).isLessThan(byNumber.get(0).inner());
        assertThat(work(byWork)).isLessThanOrEqualTo(work(teacher.architecture().blocks()) / 2);
        assertThat(work(byNumber)).isGreaterThan(work(byWork));
    }

    private static List<Bottleneck> pruned(Weights teacher, PruningCost cost) {
        return new ChannelPruning(0.5, cost, Activation.PRELU, true)
                .prune(TrainingFixtures.ENGINE, teacher, FACES, line -> {})
                .architecture()
                .blocks();
    }

    private static double work(List<Bottleneck> blocks) {
        return blocks.get(0).inner() * blocks.get(0).work(56)
                + blocks.get(1).inner() * blocks.get(1).work(28)
                + blocks.get(2).inner() * blocks.get(2).work(14);
    }

    @Test
    void shouldRemoveChannelsWhenTheStudentsActivationMakesThemZero() {
        // Given
        // The first block of the teacher has negative activations only.
        Map<String, Tensor> tensors = new LinkedHashMap<>(TEACHER.tensors());
        Tensor bias = tensors.get("blocks.0.depthwise.bias");
        float[] low = new float[bias.values().length];
        Arrays.fill(low, -1000);
        tensors.put("blocks.0.depthwise.bias", new Tensor(bias.shape(), low));
        Weights teacher = new Weights(TEACHER.architecture(), tensors);

        // Then
        assertThat(firstBlock(teacher, Activation.PRELU)).isEqualTo(16);
        assertThat(firstBlock(teacher, Activation.RELU)).isEqualTo(8);
    }

    private static int firstBlock(Weights teacher, Activation activation) {
        return new ChannelPruning(0.8, PruningCost.CHANNELS, activation, true)
                .prune(TrainingFixtures.ENGINE, teacher, FACES, line -> {})
                .architecture()
                .blocks()
                .get(0)
                .inner();
    }

    @Test
    void shouldRejectPruningWhenThereAreNoFaces() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.PRELU, true)
                        .prune(TrainingFixtures.ENGINE, TEACHER, List.of(), line -> {}))
                .withMessageContaining("needs calibration faces");
    }

    @Test
    void shouldFindTheLayerWhenItsOutputsAreExact() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                LeastSquares squares = new LeastSquares(manager, 2, 1)) {
            // Given
            // The outputs are y = 2 a - 3 b + 1.
            NDArray x = manager.create(new float[][] {{1, 0}, {0, 1}, {1, 1}, {2, -1}});
            NDArray y = manager.create(new float[][] {{3}, {-2}, {0}, {8}});
            squares.add(x, y);

            // When
            LeastSquares.Fit fit = squares.solve(new int[] {0, 1}, new float[] {0, 0}, new float[] {0}, 1e-9);

            // Then
            assertThat(fit.weight()).containsExactly(new float[] {2, -3}, within(1e-5f));
            assertThat(fit.bias()).containsExactly(new float[] {1}, within(1e-5f));
            assertThat(fit.before()).isCloseTo(1, within(1e-9));
            assertThat(fit.after()).isLessThan(1e-9);
        }
    }

    @Test
    void shouldEliminateOneInputWhenTwoAreEqual() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                LeastSquares squares = new LeastSquares(manager, 3, 1)) {
            // Given
            // The inputs a and b are equal, and y = 10 a + c.
            NDArray x = manager.create(new float[][] {{1, 1, 2}, {2, 2, -1}, {-1, -1, 1}, {3, 3, 0}});
            NDArray y = manager.create(new float[][] {{12}, {19}, {-9}, {30}});
            squares.add(x, y);

            // When
            int[] best = squares.bestInputs(2, 1e-6);

            // Then
            assertThat(best).hasSize(2).contains(2);
            LeastSquares.Fit fit = squares.solve(best, new float[] {0, 0}, new float[] {0}, 1e-9);
            assertThat(fit.weight()).containsExactly(new float[] {10, 1}, within(1e-4f));
        }
    }

    @Test
    void shouldKeepInitialWeightsWhenTheRidgeIsStrong() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                LeastSquares squares = new LeastSquares(manager, 1, 1)) {
            // Given
            squares.add(manager.create(new float[][] {{1}, {2}}), manager.create(new float[][] {{5}, {9}}));

            // When
            LeastSquares.Fit fit = squares.solve(new int[] {0}, new float[] {0.5f}, new float[] {0.25f}, 1e9);

            // Then
            assertThat(fit.weight()[0]).isCloseTo(0.5f, within(1e-6f));
            assertThat(fit.bias()[0]).isCloseTo(0.25f, within(1e-6f));
        }
    }

    private static Weights pruned(ChannelPruning pruning) {
        return pruning.prune(TrainingFixtures.ENGINE, TEACHER, FACES, line -> {});
    }

    /** Squared error of the student's embeddings, relative to the variance of the teacher's. */
    private static double relativeError(Weights student) {
        return relativeError(TEACHER, student);
    }

    private static double relativeError(Weights teacher, Weights student) {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network teacherNetwork = Network.open(manager, teacher);
                Network studentNetwork = Network.open(manager, student)) {
            NDArray faces = FacePixels.batch(manager, OTHER_FACES);
            NDArray expected = teacherNetwork.forward(faces, false);
            NDArray actual = studentNetwork.forward(faces, false);
            NDArray deviation = expected.sub(expected.mean(new int[] {0}));
            return actual.sub(expected).square().sum().getFloat()
                    / deviation.square().sum().getFloat();
        }
    }
}
