package io.vestibule.zoo.prepare;

import static io.vestibule.zoo.ZooFixtures.CUT;
import static io.vestibule.zoo.ZooFixtures.aGraph;
import static io.vestibule.zoo.ZooFixtures.aNode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vestibule.zoo.ZooException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphCutTest {

    @Test
    void shouldKeepOnlyNodesThatTheTensorDependsOnWhenStemIsCut() {
        // When
        GraphProto stem = CUT.stem(aGraph());

        // Then
        assertThat(stem.getInputList()).extracting(ValueInfoProto::getName).containsExactly("image");
        assertThat(stem.getOutputList()).containsExactly(FloatTensors.declare("features", List.of(4)));
        assertThat(stem.getNodeList()).containsExactly(aNode("Relu", "features", "image"));
        assertThat(stem.getInitializerList()).isEmpty();
    }

    @Test
    void shouldKeepOnlyNodesAfterTheTensorWhenTailIsCut() {
        // When
        GraphProto tail = CUT.tail(aGraph());

        // Then
        assertThat(tail.getInputList()).containsExactly(FloatTensors.declare("features", List.of(4)));
        assertThat(tail.getOutputList()).extracting(ValueInfoProto::getName).containsExactly("scores");
        assertThat(tail.getNodeList()).extracting(NodeProto::getOpType).containsExactly("Mul", "Reshape", "Add");
        assertThat(tail.getNode(0)).isEqualTo(aNode("Mul", "2", "features", "two"));
        assertThat(tail.getInitializerList()).extracting(TensorProto::getName).containsExactly("two", "shape");
    }

    @Test
    void shouldKeepEveryNodeInExactlyOnePartWhenGraphIsCut() {
        // When
        int stem = CUT.stem(aGraph()).getNodeCount();
        int tail = CUT.tail(aGraph()).getNodeCount();

        // Then
        assertThat(stem + tail).isEqualTo(aGraph().getNodeCount());
    }

    @Test
    void shouldRefuseTheCutWhenTheGraphHasNoSuchTensor() {
        // Given
        GraphCut cut = new GraphCut("nowhere", "features", List.of(4));

        // Then
        assertThatThrownBy(() -> cut.stem(aGraph()))
                .isInstanceOf(ZooException.class)
                .hasMessage("the graph has no tensor nowhere to cut at");
    }

    @Test
    void shouldRefuseTheCutWhenAPathLeadsAroundIt() {
        // Given
        // The last node also reads the input of the graph.
        GraphProto around = aGraph().toBuilder()
                .setNode(3, aNode("Add", "scores", "3", "image"))
                .build();

        // Then
        assertThatThrownBy(() -> CUT.tail(around))
                .isInstanceOf(ZooException.class)
                .hasMessage("a cut at 1 does not split the graph: image is still needed");
    }
}
