package io.vestibule.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryKeyTest {

    @Test
    void shouldFormatSubjectAndContract() {
        assertThat(new GalleryKey("resident-7", "mobilefacenet@0123456789ab"))
                .hasToString("resident-7|mobilefacenet@0123456789ab");
    }

    @Test
    void shouldParseFormattedKey() {
        // Given
        GalleryKey key = new GalleryKey("resident-7", "mobilefacenet@0123456789ab");

        // When
        GalleryKey parsed = GalleryKey.parse(key.toString());

        // Then
        assertThat(parsed).isEqualTo(key);
    }

    @Test
    void shouldHavePrefixOfSubjectOnly() {
        assertThat(new GalleryKey("ann", "m@1").toString()).startsWith(GalleryKey.prefix("ann"));
        assertThat(new GalleryKey("anna", "m@1").toString()).doesNotStartWith(GalleryKey.prefix("ann"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "|", "resident-7", "resident-7|", "resident-7| ", "|mobilefacenet@1", "a b|mobilefacenet@1"})
    void shouldRejectTextThatIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GalleryKey.parse(text));
    }

    @Test
    void shouldRejectOverlongContract() {
        assertThatIllegalArgumentException().isThrownBy(() -> GalleryKey.parse("ann|" + "m".repeat(129)));
        assertThat(GalleryKey.parse("ann|" + "m".repeat(128)).contract()).hasSize(128);
    }
}
