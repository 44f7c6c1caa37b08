package io.vestibule.zoo.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.zoo.ZooException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TfjsWeightsTest {

    private static final byte[] LIST = """
            [{"paths": ["weights.bin"], "weights": [
              {"name": "a", "shape": [2, 2], "dtype": "float32",
               "quantization": {"dtype": "uint8", "scale": 0.5, "min": -10}},
              {"name": "b", "shape": [1], "dtype": "float32"}
            ]}]
            """.getBytes(StandardCharsets.UTF_8);

    /** 0, 1, 128 and 255, then 1.5 as a little-endian float. */
    private static final byte[] NUMBERS = {0, 1, (byte) 128, (byte) 255, 0, 0, (byte) 0xc0, 0x3f};

    @Test
    void shouldApplyScaleAndMinimumWhenATensorIsQuantised() {
        assertThat(TfjsWeights.read(LIST, NUMBERS).get("a").values()).containsExactly(-10f, -9.5f, 54f, 117.5f);
    }

    @Test
    void shouldReadFloatsUnchangedWhenATensorIsNotQuantised() {
        assertThat(TfjsWeights.read(LIST, NUMBERS).get("b").values()).containsExactly(1.5f);
    }

    @Test
    void shouldRefuseTheNumbersWhenTheyEndTooEarly() {
        assertThatThrownBy(() -> TfjsWeights.read(LIST, new byte[] {1, 2, 3, 4, 5, 6, 7}))
                .isInstanceOf(ZooException.class)
                .hasMessage("the weights end within the tensor b");
    }

    @Test
    void shouldRefuseTheNumbersWhenTheListDoesNotDescribeAll() {
        assertThatThrownBy(() -> TfjsWeights.read(LIST, new byte[10]))
                .isInstanceOf(ZooException.class)
                .hasMessage("the weights have 2 bytes more than their list describes");
    }

    @Test
    void shouldNameTheTensorWhenItIsMissing() {
        assertThatThrownBy(() -> TfjsWeights.read(LIST, NUMBERS).get("c"))
                .isInstanceOf(ZooException.class)
                .hasMessage("the weights have no tensor c");
    }
}
