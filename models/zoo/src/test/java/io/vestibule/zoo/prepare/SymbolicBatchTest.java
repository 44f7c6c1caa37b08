package io.vestibule.zoo.prepare;

import static io.vestibule.zoo.ZooFixtures.aGraph;
import static io.vestibule.zoo.ZooFixtures.anInitializer;
import static io.vestibule.zoo.ZooFixtures.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vestibule.zoo.ZooException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolicBatchTest {

    @Test
    void shouldMakeTheBatchOfInputsAndOutputsSymbolic() {
        // When
        GraphProto graph = SymbolicBatch.of(aGraph());

        // Then
        assertThat(graph.getInputList()).containsExactly(FloatTensors.declare("image", List.of(4)));
        assertThat(graph.getOutputList()).containsExactly(FloatTensors.declare("scores", List.of(4)));
    }

    @Test
    void shouldTakeTheBatchOfAReshapeFromItsInput() {
        // When
        GraphProto graph = SymbolicBatch.of(aGraph());

        // Then
        assertThat(graph.getInitializer(1))
                .isEqualTo(anInitializer("shape", TensorProto.DataType.INT64, List.of(2), longs(0, -1)));
    }

    @Test
    void shouldNotChangeWeightsWhenTheyAreListedAmongTheInputs() {
        // Given
        ValueInfoProto weight = aGraph().getInput(0).toBuilder().setName("two").build();

        // When
        GraphProto graph =
                SymbolicBatch.of(aGraph().toBuilder().addInput(weight).build());

        // Then
        assertThat(graph.getInput(1)).isEqualTo(weight);
    }

    @Test
    void shouldRemoveShapesWhenTheyWereInferredForABatchOfOne() {
        // Given
        GraphProto inferred = aGraph().toBuilder()
                .addValueInfo(FloatTensors.declare("2", List.of(4)))
                .build();

        // Then
        assertThat(SymbolicBatch.of(inferred).getValueInfoList()).isEmpty();
    }

    @Test
    void shouldRefuseAReshapeWhenItMixesTheBatchWithAnotherDimension() {
        // Given
        TensorProto mixing = anInitializer("shape", TensorProto.DataType.INT64, List.of(2), longs(2, 2));

        // Then
        assertThatThrownBy(() -> SymbolicBatch.of(
                        aGraph().toBuilder().setInitializer(1, mixing).build()))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("mixes the batch with 2");
    }
}
