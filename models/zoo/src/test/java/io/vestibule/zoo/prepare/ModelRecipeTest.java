package io.vestibule.zoo.prepare;

import static io.vestibule.zoo.ZooFixtures.CUT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vestibule.zoo.ZooFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelRecipeTest {

    @Test
    void shouldChangeOnlyTheInputSizeWhenAStemIsResized() {
        // Given
        ValueInfoProto image = FloatTensors.declare("image", List.of(3, 240, 320));
        GraphProto graph = ZooFixtures.aGraph().toBuilder().setInput(0, image).build();
        byte[] file = ModelProto.newBuilder().setGraph(graph).build().toByteArray();
        GraphProto stem =
                new ModelRecipe.Stem("tiny.onnx", CUT).prepare(List.of(file)).getGraph();

        // When
        GraphProto resized = new ModelRecipe.ResizedStem("tiny.onnx", CUT, 120, 160)
                .prepare(List.of(file))
                .getGraph();

        // Then
        assertThat(resized.getInputList()).containsExactly(FloatTensors.declare("image", List.of(3, 120, 160)));
        assertThat(resized.toBuilder().setInput(0, stem.getInput(0)).build()).isEqualTo(stem);
    }
}
