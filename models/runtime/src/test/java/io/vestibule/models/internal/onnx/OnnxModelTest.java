package io.vestibule.models.internal.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.models.ModelException;
import io.vestibule.models.Photographs;
import io.vestibule.zoo.PreparedModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
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
                .hasMessageStartingWith("landmarks-68: load: ");
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
