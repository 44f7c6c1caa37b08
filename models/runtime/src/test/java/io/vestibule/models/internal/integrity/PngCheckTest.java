package io.vestibule.models.internal.integrity;

import static io.vestibule.models.TestPictures.encoded;
import static io.vestibule.models.TestPictures.with;
import static io.vestibule.models.TestPictures.withZeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PngCheckTest {

    private static final int AFTER_HEADER = 33;
    private static final int PROFILE = 0x69434350;
    private static final int EXIF = 0x65584966;
    private static final byte[] PNG = encoded("png", 61, 47);

    @Test
    void shouldLeaveOutTheChunksThatNoPixelNeeds() {
        // Given
        byte[] profile = PngChunk.encode(PROFILE, "not a profile".getBytes(StandardCharsets.UTF_8));
        byte[] withProfile = with(PNG, AFTER_HEADER, profile);

        // When
        PngCheck.Checked checked = PngCheck.check(ByteBuffer.wrap(withProfile)).orElseThrow();

        // Then
        assertThat(checked.file()).isEqualTo(ByteBuffer.wrap(PNG));
    }

    @Test
    void shouldReadTheOrientation() {
        // Given
        byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};

        // When
        PngCheck.Checked checked = PngCheck.check(ByteBuffer.wrap(with(PNG, AFTER_HEADER, PngChunk.encode(EXIF, exif))))
                .orElseThrow();

        // Then
        assertThat(checked.orientation()).isEqualTo(new Orientation(6));
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                argumentSet("no lower half", Arrays.copyOf(PNG, PNG.length / 2)),
                argumentSet("no end", Arrays.copyOf(PNG, PNG.length - 1)),
                argumentSet("zeros in the data", withZeros(PNG, 20)),
                argumentSet("the header twice", with(PNG, AFTER_HEADER, Arrays.copyOfRange(PNG, 8, AFTER_HEADER))),
                argumentSet("signature only", Arrays.copyOf(PNG, 8)));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void shouldReturnNothingWhenAPngIsDamaged(byte[] file) {
        assertThat(PngCheck.check(ByteBuffer.wrap(file))).isEmpty();
    }
}
