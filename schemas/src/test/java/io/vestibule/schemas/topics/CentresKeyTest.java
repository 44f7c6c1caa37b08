package io.vestibule.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CentresKeyTest {

    private static final String VERSION = "0123456789abcdef".repeat(4);

    @Test
    void shouldFormatVersionAndPart() {
        assertThat(new CentresKey(VERSION, 12)).hasToString(VERSION + "|12");
    }

    @Test
    void shouldParseFormattedKey() {
        // Given
        CentresKey key = new CentresKey(VERSION, 3);

        // When
        CentresKey parsed = CentresKey.parse(key.toString());

        // Then
        assertThat(parsed).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", "abc|0", "0123456789abcdef|0", "x|y"})
    void shouldRejectTextThatIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CentresKey.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", "|-1", "|x", "|1234567", "|0 "})
    void shouldRejectPartThatIsNoNumber(String part) {
        assertThatIllegalArgumentException().isThrownBy(() -> CentresKey.parse(VERSION + part));
    }
}
