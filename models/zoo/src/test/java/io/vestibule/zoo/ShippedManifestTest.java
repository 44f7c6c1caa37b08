package io.vestibule.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vestibule.common.Sha256;
import io.vestibule.zoo.FileCheck.State;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.prepare.FloatTensors;
import io.vestibule.zoo.prepare.ModelRecipe;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of this release, as the build step prepared them in the cache. */
class ShippedManifestTest {

    private static final Zoo ZOO = Zoo.open(Zoo.defaultCache(System.getenv()));

    static Stream<ModelEntry> models() {
        return ZOO.manifest().models().stream();
    }

    /** Models that are prepared from packages. */
    static Stream<ModelEntry> packaged() {
        return models().filter(model -> !(model.recipe() instanceof ModelRecipe.Trained));
    }

    @Test
    void shouldMatchThePinnedChecksumOfEveryFile() {
        assertThat(ZOO.verify()).allMatch(check -> check.state() == State.OK);
    }

    @ParameterizedTest
    @MethodSource("packaged")
    void shouldPrepareTheSameBytesWhenPreparedAgain(ModelEntry model) throws IOException {
        // Given
        List<byte[]> files = new ArrayList<>();
        for (String file : model.recipe().files()) {
            files.add(Files.readAllBytes(
                    new ModelCache(ZOO.cache()).original(ZOO.manifest().file(file))));
        }

        // Then
        assertThat(Sha256.hex(ZOO.prepareModel(model, files))).isEqualTo(model.sha256());
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldHaveTheInputAndOutputsOfItsCard(ModelEntry model) throws IOException {
        // Given
        ModelCard card = model.card();

        // When
        GraphProto graph = graph(model.name());

        // Then
        ModelCard.Input input = card.input();
        assertThat(graph.getInputList())
                .containsExactly(
                        FloatTensors.declare(input.name(), List.of(input.channels(), input.height(), input.width())));
        assertThat(graph.getOutputList())
                .containsExactlyElementsOf(card.outputs().stream()
                        .map(output -> FloatTensors.declare(output.name(), output.shape()))
                        .toList());
    }

    @Test
    void shouldKeepEveryNodeOfTheDetectorInStemOrTail() throws IOException {
        // When
        int stem = graph("rfb-stem").getNodeCount();
        int tail = graph("rfb-tail").getNodeCount();

        // Then
        assertThat(stem + tail).isEqualTo(graph("rfb").getNodeCount());
        assertThat(graph("rfb-tail").getInputList())
                .extracting(ValueInfoProto::getName)
                .containsExactly("features");
    }

    @Test
    void shouldBuildDlibsResnetWithTwentyNineConvolutionsInFourteenBlocks() throws IOException {
        // When
        List<NodeProto> nodes = graph("dlib-resnet").getNodeList();

        // Then
        assertThat(nodes)
                .extracting(NodeProto::getOpType)
                .filteredOn("Conv"::equals)
                .hasSize(29);
        assertThat(nodes)
                .extracting(NodeProto::getOpType)
                .filteredOn("Add"::equals)
                .hasSize(14);
        // Three down-blocks pad the channels of the shortcut; two pad a row and a column of the convolutions.
        assertThat(nodes)
                .extracting(NodeProto::getOpType)
                .filteredOn("Pad"::equals)
                .hasSize(5);
    }

    @Test
    void shouldFoldScaleAndShiftIntoDlibsConvolutions() throws IOException {
        // Given
        // The filter from input 2 to output 5 at row 1, column 0: bytes 132, 191, 255 and 93 of the first four
        // tensors stand for the weight -0.00157819, bias 1.44015e-5, scale 23.1654 and shift -0.144018.
        int filter = (5 * 3 + 2) * 7 * 7 + 7;

        // Then
        assertThat(number("conv32_down/weights", filter)).isCloseTo(-0.0365596f, offset(1e-7f));
        assertThat(number("conv32_down/bias", 5)).isCloseTo(-0.1436842f, offset(1e-7f));
    }

    private static float number(String tensor, int index) throws IOException {
        return graph("dlib-resnet").getInitializerList().stream()
                .filter(initializer -> initializer.getName().equals(tensor))
                .map(TensorProto::getRawData)
                .findFirst()
                .orElseThrow()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat(index * Float.BYTES);
    }

    private static GraphProto graph(String model) throws IOException {
        return ModelProto.parseFrom(
                        Files.readAllBytes(ZOO.prepared().model(model).file()))
                .getGraph();
    }
}
