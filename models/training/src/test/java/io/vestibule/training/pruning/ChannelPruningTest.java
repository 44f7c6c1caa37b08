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
import org.junit.jupiter.api.Test;

class ChannelPruningTest {

    private static final Weights TEACHER = TrainingFixtures.shaken(TrainingFixtures.tiny(Activation.PRELU, false), 1);
    private static final List<AlignedFace> FACES = TrainingFixtures.faces(40, 1);
    private static final List<AlignedFace> OTHER_FACES = TrainingFixtures.faces(20, 2);

    @Test
    void keepingAllChannelsKeepsTheTeacher() {
        // when
        Weights student = pruned(new ChannelPruning(1, PruningCost.CHANNELS, Activation.PRELU, false));

        // then
        assertThat(student).isEqualTo(TEACHER);
    }

    @Test
    void solvingAnewWhatIsRightAlreadyChangesLittle() {
        // when
        Weights student = pruned(new ChannelPruning(1, PruningCost.CHANNELS, Activation.PRELU, true));

        // then
        assertThat(missed(student)).isLessThan(1e-3);
    }

    @Test
    void halfTheChannelsAreFewerNumbersInEveryBlock() {
        // when
        Weights student = pruned(new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.PRELU, false));

        // then
        assertThat(student.architecture().blocks()).extracting("inner").containsExactly(8, 8, 8, 16);
        assertThat(student.get("blocks.1.project.weight").shape()).containsExactly(8, 8, 1, 1);
        assertThat(student.get("head.embed.weight")).isEqualTo(TEACHER.get("head.embed.weight"));
    }

    @Test
    void solvingAnewComesNearerToTheTeacherOnFacesThatWereNotLookedAt() {
        // given
        List<String> report = new ArrayList<>();

        // when
        double plain = missed(pruned(new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.PRELU, false)));
        double refitted = missed(new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.PRELU, true)
                .of(TrainingFixtures.TORCH, TEACHER, FACES, report::add));

        // then
        assertThat(refitted).isLessThan(plain / 2);
        assertThat(report).hasSize(5).first().asString().startsWith("block 0: 8 of 16 inner channels, ");
    }

    @Test
    void aBlockWithAnEmptyHalfGivesThatHalf() {
        // given: half of the first block's channels are projected by nothing
        Tensor projection = TEACHER.get("blocks.0.project.weight");
        float[] weights = projection.values().clone();
        for (int at = 0; at < weights.length; at++) {
            weights[at] = at % 16 < 8 ? 0 : weights[at];
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>(TEACHER.tensors());
        tensors.put("blocks.0.project.weight", new Tensor(projection.shape(), weights));
        Weights teacher = new Weights(TEACHER.architecture(), tensors);

        // when
        Weights student = new ChannelPruning(0.9, PruningCost.CHANNELS, Activation.PRELU, true)
                .of(TrainingFixtures.TORCH, teacher, FACES, line -> {});

        // then
        assertThat(student.architecture().blocks()).extracting("inner").containsExactly(8, 16, 16, 24);
        assertThat(missed(teacher, student)).isLessThan(1e-3);
    }

    @Test
    void whatOneInputAfterTheOtherIsWorthIsWhatTheTargetMissesMore() {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                LeastSquares squares = new LeastSquares(manager, 3, 1)) {
            // given: three inputs that have nothing to do with each other, y = 3 a + 2 b + c
            squares.add(
                    manager.create(new float[][] {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}}),
                    manager.create(new float[][] {{3}, {-3}, {2}, {-2}, {1}, {-1}}));

            // when
            double[] losses = squares.losses(1e-9);

            // then: without c 2 is missed, without b 8 more; what the last is worth is not told
            assertThat(losses).containsExactly(new double[] {0, 8, 2}, within(1e-4));
        }
    }

    @Test
    void aStudentWithAnotherActivationHasNoSlopes() {
        // when
        Weights student = pruned(new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.RELU, true));

        // then
        assertThat(student.tensors().keySet()).noneMatch(name -> name.endsWith(".slope"));
        assertThat(missed(student)).isLessThan(1);
    }

    @Test
    void theMostImportantChannelsStayInTheirOrder() {
        try (NDManager manager = TrainingFixtures.TORCH.newManager()) {
            // given: channels that are as loud as 1, 3, 2, 5 and 4, the fourth of which is projected by little
            ChannelImportance importance = new ChannelImportance(5);
            importance.add(manager.create(new float[] {1, -3, 2, 5, -4}).reshape(1, 5, 1, 1));

            // then
            assertThat(importance.most(new Tensor(new long[] {1, 5, 1, 1}, new float[] {1, 1, 1, 0.1f, 1}), 3))
                    .containsExactly(1, 2, 4);
        }
    }

    @Test
    void aShareOfTheWorkIsSpentWhereChannelsAreCheap() {
        // given: three blocks alike, of which the first has maps of four times the size
        Weights teacher = TrainingFixtures.shaken(
                new Architecture(
                        8,
                        List.of(new Bottleneck(8, 64, 8, 2), new Bottleneck(8, 64, 8, 2), new Bottleneck(8, 64, 8, 2)),
                        16,
                        12,
                        Activation.PRELU,
                        false),
                1);

        // when
        List<Bottleneck> byNumber = pruned(teacher, PruningCost.CHANNELS);
        List<Bottleneck> byWork = pruned(teacher, PruningCost.WORK);

        // then
        assertThat(byNumber.stream().mapToInt(Bottleneck::inner).sum()).isLessThanOrEqualTo(96);
        assertThat(byWork.get(0).inner()).isLessThan(byNumber.get(0).inner());
        assertThat(spent(byWork))
                .isLessThanOrEqualTo(spent(teacher.architecture().blocks()) / 2);
        assertThat(spent(byNumber)).isGreaterThan(spent(byWork));
    }

    private static List<Bottleneck> pruned(Weights teacher, PruningCost share) {
        return new ChannelPruning(0.5, share, Activation.PRELU, true)
                .of(TrainingFixtures.TORCH, teacher, FACES, line -> {})
                .architecture()
                .blocks();
    }

    private static double spent(List<Bottleneck> blocks) {
        return blocks.get(0).inner() * blocks.get(0).work(56)
                + blocks.get(1).inner() * blocks.get(1).work(28)
                + blocks.get(2).inner() * blocks.get(2).work(14);
    }

    @Test
    void aChannelThatOnlyItsTeachersActivationHearsIsWorthNothing() {
        // given: a teacher whose first block says what it says below zero
        Map<String, Tensor> tensors = new LinkedHashMap<>(TEACHER.tensors());
        Tensor bias = tensors.get("blocks.0.depthwise.bias");
        float[] low = new float[bias.values().length];
        Arrays.fill(low, -1000);
        tensors.put("blocks.0.depthwise.bias", new Tensor(bias.shape(), low));
        Weights teacher = new Weights(TEACHER.architecture(), tensors);

        // then
        assertThat(firstBlock(teacher, Activation.PRELU)).isEqualTo(16);
        assertThat(firstBlock(teacher, Activation.RELU)).isEqualTo(8);
    }

    private static int firstBlock(Weights teacher, Activation activation) {
        return new ChannelPruning(0.8, PruningCost.CHANNELS, activation, true)
                .of(TrainingFixtures.TORCH, teacher, FACES, line -> {})
                .architecture()
                .blocks()
                .get(0)
                .inner();
    }

    @Test
    void withoutFacesNothingIsPruned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelPruning(0.5, PruningCost.CHANNELS, Activation.PRELU, true)
                        .of(TrainingFixtures.TORCH, TEACHER, List.of(), line -> {}))
                .withMessageContaining("needs faces");
    }

    @Test
    void leastSquaresFindTheLayerThatMadeTheNumbers() {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                LeastSquares squares = new LeastSquares(manager, 2, 1)) {
            // given: y = 2 a - 3 b + 1
            NDArray x = manager.create(new float[][] {{1, 0}, {0, 1}, {1, 1}, {2, -1}});
            NDArray y = manager.create(new float[][] {{3}, {-2}, {0}, {8}});
            squares.add(x, y);

            // when
            LeastSquares.Fit fit = squares.solve(new int[] {0, 1}, new float[] {0, 0}, new float[] {0}, 1e-9);

            // then
            assertThat(fit.weight()).containsExactly(new float[] {2, -3}, within(1e-5f));
            assertThat(fit.bias()).containsExactly(new float[] {1}, within(1e-5f));
            assertThat(fit.before()).isCloseTo(1, within(1e-9));
            assertThat(fit.after()).isLessThan(1e-9);
        }
    }

    @Test
    void ofTwoInputsThatSayTheSameOneMayGo() {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                LeastSquares squares = new LeastSquares(manager, 3, 1)) {
            // given: y = 10 a + c, and b is a once more
            NDArray x = manager.create(new float[][] {{1, 1, 2}, {2, 2, -1}, {-1, -1, 1}, {3, 3, 0}});
            NDArray y = manager.create(new float[][] {{12}, {19}, {-9}, {30}});
            squares.add(x, y);

            // when
            int[] best = squares.best(2, 1e-6);

            // then
            assertThat(best).hasSize(2).contains(2);
            LeastSquares.Fit fit = squares.solve(best, new float[] {0, 0}, new float[] {0}, 1e-9);
            assertThat(fit.weight()).containsExactly(new float[] {10, 1}, within(1e-4f));
        }
    }

    @Test
    void aStrongRidgeStaysWhereItBegan() {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                LeastSquares squares = new LeastSquares(manager, 1, 1)) {
            // given
            squares.add(manager.create(new float[][] {{1}, {2}}), manager.create(new float[][] {{5}, {9}}));

            // when
            LeastSquares.Fit fit = squares.solve(new int[] {0}, new float[] {0.5f}, new float[] {0.25f}, 1e9);

            // then
            assertThat(fit.weight()[0]).isCloseTo(0.5f, within(1e-6f));
            assertThat(fit.bias()[0]).isCloseTo(0.25f, within(1e-6f));
        }
    }

    private static Weights pruned(ChannelPruning pruning) {
        return pruning.of(TrainingFixtures.TORCH, TEACHER, FACES, line -> {});
    }

    /** Share of the teacher's embeddings' variance that a student misses. */
    private static double missed(Weights student) {
        return missed(TEACHER, student);
    }

    private static double missed(Weights teacher, Weights student) {
        try (NDManager manager = TrainingFixtures.TORCH.newManager();
                Network of = Network.open(manager, teacher);
                Network to = Network.open(manager, student)) {
            NDArray faces = FacePixels.batch(manager, OTHER_FACES);
            NDArray wanted = of.forward(faces, false);
            NDArray found = to.forward(faces, false);
            NDArray spread = wanted.sub(wanted.mean(new int[] {0}));
            return found.sub(wanted).square().sum().getFloat()
                    / spread.square().sum().getFloat();
        }
    }
}
