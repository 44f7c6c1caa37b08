package io.vestibule.zoo.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vestibule.zoo.ZooException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegligibleWeightsTest {

    @Test
    void shouldSetOnlySmallerWeightsToZeroInRawData() throws IOException {
        // Given
        OnnxGraph graph = new OnnxGraph("net");
        graph.constant("weights", List.of(5), new float[] {0.5f, 1e-21f, -1e-40f, -1e-19f, 0});
        byte[] model = ModelProto.newBuilder().setGraph(graph.build()).build().toByteArray();

        // When
        byte[] result = NegligibleWeights.setToZero(model);

        // Then
        ByteBuffer values = ModelProto.parseFrom(result)
                .getGraph()
                .getInitializer(0)
                .getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] weights = new float[5];
        values.asFloatBuffer().get(weights);
        assertThat(weights).containsExactly(0.5f, 0, 0, -1e-19f, 0);
    }

    @Test
    void shouldSetOnlySmallerWeightsToZeroInAList() throws IOException {
        // Given
        TensorProto tensor = TensorProto.newBuilder()
                .setDataType(DataType.FLOAT.getNumber())
                .addAllFloatData(List.of(1e-30f, 2f))
                .build();
        byte[] model = ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder().addInitializer(tensor))
                .build()
                .toByteArray();

        // When
        byte[] result = NegligibleWeights.setToZero(model);

        // Then
        assertThat(ModelProto.parseFrom(result).getGraph().getInitializer(0).getFloatDataList())
                .containsExactly(0f, 2f);
    }

    @Test
    void shouldReturnAModelWithoutSuchWeightsAsItIs() {
        // Given
        OnnxGraph graph = new OnnxGraph("net");
        graph.constant("weights", List.of(2), new float[] {0, 1});
        byte[] model = ModelProto.newBuilder().setGraph(graph.build()).build().toByteArray();

        // When
        byte[] result = NegligibleWeights.setToZero(model);

        // Then
        assertThat(result).isSameAs(model);
    }

    @Test
    void shouldRefuseBytesThatAreNoModel() {
        // Given
        byte[] text = "not a model".getBytes(StandardCharsets.US_ASCII);

        // Then
        assertThatThrownBy(() -> NegligibleWeights.setToZero(text))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("not an ONNX model");
    }
}
