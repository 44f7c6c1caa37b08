package io.vestibule.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.vestibule.training.TrainingFixtures;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class NetworkTest {

    private static final int STEPS = 4;

    @ParameterizedTest
    @CsvSource({"PRELU,true", "PRELU,false", "RELU,true", "RELU,false"})
    void shouldHaveAGradientForEachParameterWhenDifferentiated(Activation activation, boolean normalised) {
        // Given
        Weights weights = TrainingFixtures.randomWeights(TrainingFixtures.tiny(activation, normalised), 1);
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network = Network.open(manager, weights)) {
            // When
            Map<String, Float> gradients = gradients(network, manager);

            // Then
            assertThat(gradients).hasSameSizeAs(weights.architecture().parameters());
            assertThat(gradients.values())
                    .allSatisfy(gradient -> assertThat(gradient).isFinite().isPositive());
        }
    }

    @Test
    void shouldHaveTheNumericGradientWhenDifferentiated() {
        // Given
        Weights weights = TrainingFixtures.randomWeights(TrainingFixtures.tiny(Activation.PRELU, false), 2);
        String name = "blocks.1.project.weight";
        float step = 2e-3f;
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network = Network.open(manager, weights)) {
            float gradient = firstGradient(network, manager, name);

            // When
            float above = sum(network, manager, moved(weights, name, step));
            float below = sum(network, manager, moved(weights, name, -step));

            // Then
            assertThat((above - below) / (2 * step)).isCloseTo(gradient, within(0.02f * Math.abs(gradient)));
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void shouldGiveTheSameEmbeddingsInTrainingWhenThereIsNoBatchNormalisation(Activation activation) {
        // Given
        Weights weights = TrainingFixtures.randomWeights(TrainingFixtures.tiny(activation, false), 9);
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network = Network.open(manager, weights)) {
            NDArray faces = TrainingFixtures.noise(manager, 9, 4, 3, 112, 112);

            // When
            NDArray difference = network.forward(faces, true).sub(network.forward(faces, false));

            // Then
            assertThat(difference.abs().max().getFloat()).isLessThan(1e-5f);
        }
    }

    @Test
    void shouldUpdateStatisticsWhenTraining() {
        // Given
        Weights weights = Weights.initial(TrainingFixtures.tiny(Activation.PRELU, true), 3);
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network = Network.open(manager, weights)) {
            NDArray faces = TrainingFixtures.noise(manager, 3, 8, 3, 112, 112);

            // When
            network.forward(faces, false);
            Weights afterInference = network.weights();
            NDArray trained = network.forward(faces, true);

            // Then
            assertThat(afterInference.tensors()).isEqualTo(weights.tensors());
            assertThat(network.weights().get("stem.conv.variance")).isNotEqualTo(weights.get("stem.conv.variance"));
            assertThat(trained.mean(new int[] {0}).abs().max().getFloat()).isLessThan(1e-5f);
        }
    }

    @Test
    void shouldGiveTheSameEmbeddingsWhenBatchNormalisationIsFolded() {
        // Given
        Weights weights = TrainingFixtures.randomWeights(TrainingFixtures.tiny(Activation.PRELU, true), 4);
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network = Network.open(manager, weights);
                Network folded = Network.open(manager, BatchNormalisation.folded(weights))) {
            NDArray faces = TrainingFixtures.noise(manager, 4, 4, 3, 112, 112);

            // When
            NDArray difference = network.forward(faces, false).sub(folded.forward(faces, false));

            // Then
            assertThat(difference.abs().max().getFloat()).isLessThan(1e-5f);
        }
    }

    @ParameterizedTest
    @CsvSource({"PRELU,true", "RELU,false"})
    void shouldTrainIdenticalWeightsWhenTheSeedIsEqual(Activation activation, boolean normalised) {
        // Given
        Architecture architecture = TrainingFixtures.tiny(activation, normalised);

        // When
        Weights first = trained(architecture);
        Weights second = trained(architecture);

        // Then
        assertThat(first.tensors()).isEqualTo(second.tensors());
        assertThat(first.tensors())
                .isNotEqualTo(Weights.initial(architecture, 7).tensors());
    }

    @Test
    void shouldLeaveNoArraysBehindWhenStepsAreClosed() {
        // Given
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network =
                        Network.open(manager, Weights.initial(TrainingFixtures.tiny(Activation.PRELU, true), 1))) {
            gradients(network, manager);
            int before = manager.getManagedArrays().size();

            // When
            for (int step = 0; step < STEPS; step++) {
                gradients(network, manager);
            }

            // Then
            assertThat(manager.getManagedArrays()).hasSize(before);
            assertThat(network.parameters()
                            .values()
                            .iterator()
                            .next()
                            .getManager()
                            .getManagedArrays())
                    .hasSize(network.parameters().size() + network.statistics().size());
        }
    }

    @Test
    void shouldRejectWeightsWhenTheirArchitectureDiffers() {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network =
                        Network.open(manager, Weights.initial(TrainingFixtures.tiny(Activation.RELU, false), 1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.load(Weights.initial(TrainingFixtures.tiny(Activation.PRELU, false), 1)))
                    .withMessageContaining("another architecture");
        }
    }

    private static Weights trained(Architecture architecture) {
        try (NDManager manager = TrainingFixtures.ENGINE.newManager();
                Network network = Network.open(manager, Weights.initial(architecture, 7))) {
            for (int step = 0; step < STEPS; step++) {
                try (NDManager scratch = manager.newSubManager()) {
                    backward(network, TrainingFixtures.noise(scratch, step, 8, 3, 112, 112));
                    network.parameters().values().forEach(parameter -> {
                        NDArray gradient = parameter.getGradient();
                        gradient.attach(scratch);
                        parameter.subi(gradient.mul(0.01f));
                    });
                }
            }
            return network.weights();
        }
    }

    private static Map<String, Float> gradients(Network network, NDManager manager) {
        Map<String, Float> largest = new TreeMap<>();
        try (NDManager scratch = manager.newSubManager()) {
            backward(network, TrainingFixtures.noise(scratch, 5, 4, 3, 112, 112));
            network.parameters().forEach((name, parameter) -> {
                NDArray gradient = parameter.getGradient();
                gradient.attach(scratch);
                largest.put(name, gradient.abs().max().getFloat());
            });
        }
        return largest;
    }

    private static float firstGradient(Network network, NDManager manager, String name) {
        try (NDManager scratch = manager.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(network.forward(faces(scratch), true).sum());
            NDArray gradient = network.parameters().get(name).getGradient();
            gradient.attach(scratch);
            return gradient.toFloatArray()[0];
        }
    }

    private static Weights moved(Weights weights, String name, float step) {
        float[] values = weights.get(name).values().clone();
        values[0] += step;
        return weights.with(Map.of(name, new Tensor(weights.get(name).shape(), values)));
    }

    private static float sum(Network network, NDManager manager, Weights weights) {
        network.load(weights);
        try (NDManager scratch = manager.newSubManager()) {
            return network.forward(faces(scratch), false).sum().getFloat();
        }
    }

    private static NDArray faces(NDManager manager) {
        return TrainingFixtures.noise(manager, 6, 2, 3, 112, 112);
    }

    /** The loss pulls each embedding to another target, so that batch normalisation does not cancel the gradient. */
    private static void backward(Network network, NDArray faces) {
        NDManager manager = faces.getManager();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray embeddings = network.forward(faces, true);
            NDArray targets = TrainingFixtures.noise(
                    manager,
                    8,
                    embeddings.getShape().get(0),
                    embeddings.getShape().get(1));
            collector.backward(embeddings.sub(targets).square().mean());
        }
    }
}
