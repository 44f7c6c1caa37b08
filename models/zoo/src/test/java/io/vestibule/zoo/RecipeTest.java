package io.vestibule.zoo;

import static io.vestibule.zoo.Fixtures.CUT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {
    @Test
    void shouldChangeNothingOfAStemButTheSizeOfItsFrames() {
        // Given
        var image = Tensors.floats("image", List.of(3, 240, 320));
        var graph = Fixtures.aGraph().toBuilder().setInput(0, image).build();
        var file = ModelProto.newBuilder().setGraph(graph).build().toByteArray();
        GraphProto stem =
                new Recipe.Stem("tiny.onnx", CUT).prepare(List.of(file)).getGraph();

        // When
        GraphProto resized = new Recipe.ResizedStem("tiny.onnx", CUT, 120, 160)
                .prepare(List.of(file))
                .getGraph();

        // Then
        assertThat(resized.getInputList()).containsExactly(Tensors.floats("image", List.of(3, 120, 160)));
        assertThat(resized.toBuilder().setInput(0, stem.getInput(0)).build()).isEqualTo(stem);
    }
}
