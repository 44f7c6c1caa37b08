package io.vestibule.models.internal.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.vestibule.models.ModelException;
import io.vestibule.models.Photographs;
import io.vestibule.zoo.PreparedModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class OnnxModelTest {

    private static final PreparedModel LANDMARKS = Photographs.ZOO.model("landmarks-68");
    private static final PreparedModel MOBILEFACENET = Photographs.ZOO.model("mobilefacenet");

    @Test
    void shouldReportBothSignaturesWhenAGraphDoesNotMatchItsCard() {
        // Given
        PreparedModel mismatched =
                new PreparedModel("landmarks-68", MOBILEFACENET.file(), MOBILEFACENET.id(), LANDMARKS.card());

        // Then
        assertThatThrownBy(() -> OnnxModel.open(mismatched))
                .isInstanceOf(ModelException.class)
                .hasMessage("landmarks-68: load: expected the inputs {input=FLOAT[batch,1,64,64]},"
                        + " found {input=FLOAT[batch,3,112,112]}");
    }

    @Test
    void shouldNameTheModelWhenItsFileCannotBeLoaded() {
        // Given
        PreparedModel missing = new PreparedModel("landmarks-68", Path.of("nowhere.onnx"), "", LANDMARKS.card());

        // Then
        assertThatThrownBy(() -> OnnxModel.open(missing))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("landmarks-68: load nowhere.onnx: ");
    }

    @Test
    void shouldGiveTheSameOutputsAsTheFileWithItsNegligibleWeights() throws OrtException {
        // Given
        FloatBuffer input = pixels();
        float[] expected = runAsStored(input);
        FloatBuffer output = direct(expected.length);

        // When
        try (OnnxModel model = OnnxModel.open(MOBILEFACENET)) {
            model.run(1, input, output);
        }

        // Then
        float[] values = new float[expected.length];
        output.get(0, values);
        assertThat(values).containsExactly(expected);
    }

    private static FloatBuffer pixels() {
        FloatBuffer pixels = direct(3 * 112 * 112);
        Random random = new Random(1);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, random.nextFloat(-1, 1));
        }
        return pixels;
    }

    private static float[] runAsStored(FloatBuffer input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(MOBILEFACENET.file().toString());
                OnnxTensor tensor = OnnxTensor.createTensor(environment, input, new long[] {1, 3, 112, 112});
                OrtSession.Result result = session.run(Map.of("input", tensor))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Test
    void shouldRefuseToRunWhenClosed() {
        // Given
        OnnxModel model = OnnxModel.open(LANDMARKS);
        model.close();

        // Then
        assertThatThrownBy(() -> model.run(1, FloatBuffer.allocate(0))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldAcceptASecondClose() {
        // Given
        OnnxModel model = OnnxModel.open(LANDMARKS);
        model.close();

        // Then
        assertThatCode(model::close).doesNotThrowAnyException();
    }
}
