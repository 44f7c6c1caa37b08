package io.vestibule.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "north-door", "House_7.Door-2", "0", "."})
    void shouldAcceptLettersDigitsDotsDashesAndUnderscores(String id) {
        assertThat(Identifier.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("invalid")
    void shouldRejectOtherCharacters(String id) {
        assertThat(Identifier.isValid(id)).isFalse();
    }

    @Test
    void shouldAcceptUpTo128Characters() {
        assertThat(Identifier.isValid("x".repeat(128))).isTrue();
        assertThat(Identifier.isValid("x".repeat(129))).isFalse();
    }

    @Test
    void shouldNotRepeatInvalidId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identifier.require("subject", "Ada Lovelace"))
                .withMessage("invalid subject id; use 1 to 128 letters, digits, dots, dashes and underscores");
    }

    static Stream<String> invalid() {
        return Stream.of("", " ", "north door", "a|b", "a/b", "door\n", "\u00e9", "\u0660", "a\0");
    }
}
