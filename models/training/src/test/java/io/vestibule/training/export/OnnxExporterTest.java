package io.vestibule.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.vestibule.models.ModelException;
import io.vestibule.training.TrainingFixtures;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.BatchNormalisation;
import io.vestibule.training.network.Weights;
import io.vestibule.training.pruning.MobileFaceNetReader;
import io.vestibule.zoo.students.StudentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class OnnxExporterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"PRELU,true", "PRELU,false", "RELU,true", "RELU,false"})
    void shouldGiveTheEmbeddingsOfTheTrainedStudentWhenRunByOnnxRuntime(Activation activation, boolean normalised)
            throws IOException {
        // Given
        Weights weights = TrainingFixtures.randomWeights(TrainingFixtures.tiny(activation, normalised), 1);
        Path file = folder.resolve("student.onnx");

        // When
        OnnxExporter.write(weights, Map.of(), file);

        // Then
        double difference =
                ExportCheck.difference(TrainingFixtures.ENGINE, weights, file, TrainingFixtures.faces(20, 1));
        assertThat(difference).isLessThan(ExportCheck.TOLERANCE);
    }

    @Test
    void shouldGiveTheSameEmbeddingsWhenAStudentOfRealSizeHasBatchNormalisation() throws IOException {
        // Given
        Weights weights = TrainingFixtures.randomWeights(Architecture.mobileFaceNet(0.25, Activation.PRELU, 512), 2);
        Path file = folder.resolve("student.onnx");

        // When
        OnnxExporter.write(weights, Map.of(), file);

        // Then
        assertThat(ExportCheck.difference(TrainingFixtures.ENGINE, weights, file, TrainingFixtures.faces(4, 2)))
                .isLessThan(ExportCheck.TOLERANCE);
    }

    @Test
    void shouldRejectAFileWhenItContainsOtherWeights() throws IOException {
        // Given
        Architecture architecture = TrainingFixtures.tiny(Activation.PRELU, false);
        Path file = folder.resolve("student.onnx");
        OnnxExporter.write(TrainingFixtures.randomWeights(architecture, 1), Map.of(), file);

        // Then
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ExportCheck.require(
                        TrainingFixtures.ENGINE,
                        TrainingFixtures.randomWeights(architecture, 2),
                        file,
                        TrainingFixtures.faces(2, 1)))
                .withMessageContaining("differ from those of the trained student by");
    }

    @Test
    void shouldContainItsMetadataWhenRead() throws IOException {
        // Given
        Path file = folder.resolve("student.onnx");

        // When
        OnnxExporter.write(
                TrainingFixtures.randomWeights(TrainingFixtures.tiny(Activation.RELU, false), 1),
                Map.of(StudentFile.TEACHER, "mobilefacenet", StudentFile.VALIDATION, "0.2"),
                file);

        // Then
        StudentFile read = StudentFile.read(file);
        assertThat(read.metadata())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(StudentFile.TEACHER, "mobilefacenet", StudentFile.VALIDATION, "0.2"));
        assertThat(read.dimension()).isEqualTo(12);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void shouldWriteTheSameBytesWhenStudentAndMetadataAreEqual() {
        // Given
        Weights weights = TrainingFixtures.randomWeights(TrainingFixtures.tiny(Activation.PRELU, true), 1);

        // When
        byte[] first = OnnxExporter.bytes(weights, Map.of("a", "1", "b", "2", "c", "3"));
        byte[] second = OnnxExporter.bytes(weights, Map.of("c", "3", "b", "2", "a", "1"));

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldRejectAGraphWhenTwoPathsAreNotAPrelu() throws IOException {
        // Given
        // The second path of a PReLU has factors of 0.
        ModelProto.Builder model = student();
        for (TensorProto.Builder constant : model.getGraphBuilder().getInitializerBuilderList()) {
            if (constant.getName().equals("blocks.0.expand.slope.rest")) {
                constant.setRawData(ByteString.copyFrom(new byte[(int) constant.getDims(0) * Float.BYTES]));
            }
        }

        // Then
        assertRejected(model, "not a PReLU");
    }

    @Test
    void shouldRejectAGraphWhenAPathOfAPreluHasAStride() throws IOException {
        // Given
        ModelProto.Builder model = student();
        for (NodeProto.Builder node : model.getGraphBuilder().getNodeBuilderList()) {
            if (node.getInputCount() == 2 && node.getInput(1).equals("blocks.0.expand.slope")) {
                node.getAttributeBuilderList().stream()
                        .filter(attribute -> attribute.getName().equals("strides"))
                        .forEach(strides -> strides.clearInts().addInts(2).addInts(2));
            }
        }

        // Then
        assertRejected(model, "not a depthwise 1x1 convolution");
    }

    @Test
    void shouldNameTheNodeWhenAnUnexpectedOneFollowsARelu() throws IOException {
        // Given
        ModelProto.Builder model = student();
        int relu = IntStream.range(0, model.getGraph().getNodeCount())
                .filter(at -> model.getGraph().getNode(at).getOpType().equals("Relu"))
                .findFirst()
                .orElseThrow();
        model.getGraphBuilder()
                .addNode(
                        relu + 1,
                        NodeProto.newBuilder()
                                .setOpType("Constant")
                                .addOutput("one")
                                .build());

        // Then
        assertRejected(model, "found Constant one");
    }

    private ModelProto.Builder student() throws IOException {
        return ModelProto.newBuilder()
                .mergeFrom(OnnxExporter.bytes(
                        TrainingFixtures.randomWeights(TrainingFixtures.tiny(Activation.PRELU, true), 1), Map.of()));
    }

    private void assertRejected(ModelProto.Builder model, String reason) throws IOException {
        Path file = Files.write(folder.resolve("student.onnx"), model.build().toByteArray());
        assertThatIOException().isThrownBy(() -> MobileFaceNetReader.read(file)).withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"PRELU", "RELU"})
    void shouldReadAStudentsFileWhenItIsTheTeacherOfAnotherStudent(Activation activation) throws IOException {
        // Given
        Weights weights = TrainingFixtures.randomWeights(TrainingFixtures.tiny(activation, true), 1);
        Path file = folder.resolve("student.onnx");

        // When
        OnnxExporter.write(weights, Map.of(), file);

        // Then
        assertThat(MobileFaceNetReader.read(file)).isEqualTo(BatchNormalisation.folded(weights));
    }
}
