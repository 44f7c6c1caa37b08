package io.vestibule.models.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vestibule.models.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks of an image before a pixel is decoded. */
class EncodedImageTest {

    private static final String JPEG_START = "FFD8";

    /** A segment that cameras write before others. */
    private static final String APPLICATION_DATA = "FFE0 0004 4A46";

    /** A thumbnail in a segment of its own: start, frame header, end. */
    private static final String THUMBNAIL = "FFE1 0013 FFD8 FFC0 000B 08 0001 0001 01 01 11 00 FFD9";

    static Stream<Arguments> badImages() {
        return Stream.of(
                argumentSet("no bytes", new byte[0], Fault.EMPTY),
                argumentSet("text", "not an image, but a text".getBytes(StandardCharsets.UTF_8), Fault.NOT_AN_IMAGE),
                argumentSet("two bytes of a JPEG", hex(JPEG_START), Fault.NOT_AN_IMAGE),
                argumentSet(
                        "a JPEG that ends before its frame", hex(JPEG_START + APPLICATION_DATA), Fault.NOT_AN_IMAGE),
                argumentSet("a JPEG of 0x0", hex(JPEG_START + frame(0, 0)), Fault.ZERO_SIZE),
                argumentSet("a JPEG of 640x0", hex(JPEG_START + frame(640, 0)), Fault.ZERO_SIZE),
                argumentSet("a JPEG of 20,000x20,000", hex(JPEG_START + frame(20_000, 20_000)), Fault.TOO_MANY_PIXELS),
                argumentSet("a PNG of 20,000x20,000", png(20_000, 20_000), Fault.TOO_MANY_PIXELS),
                argumentSet("a PNG with a negative side", png(-1, 10), Fault.ZERO_SIZE));
    }

    @ParameterizedTest
    @MethodSource("badImages")
    void shouldNameTheFaultWhenAnImageIsInvalid(byte[] bytes, Fault fault) {
        assertThatThrownBy(() -> EncodedImage.of(ByteBuffer.wrap(bytes), EncodedImage.DEFAULT_MAXIMUM_PIXELS))
                .asInstanceOf(InstanceOfAssertFactories.type(BadImageException.class))
                .extracting(BadImageException::fault)
                .isEqualTo(fault);
    }

    @Test
    void shouldReadTheSizeOfAJpegWhenOtherSegmentsComeFirst() throws BadImageException {
        // When
        EncodedImage image = image(JPEG_START + APPLICATION_DATA + THUMBNAIL + "FF" + frame(640, 480));

        // Then
        assertThat(image.width()).isEqualTo(640);
        assertThat(image.height()).isEqualTo(480);
    }

    @Test
    void shouldReadTheSizeOfAPng() throws BadImageException {
        // When
        EncodedImage image = EncodedImage.of(ByteBuffer.wrap(png(7, 5)), 35);

        // Then
        assertThat(image.width()).isEqualTo(7);
        assertThat(image.height()).isEqualTo(5);
    }

    @Test
    void shouldNotMoveThePositionOfTheBytes() throws BadImageException {
        // Given
        ByteBuffer bytes = ByteBuffer.allocate(100).position(10);
        bytes.put(hex(JPEG_START + frame(640, 480))).limit(bytes.position()).position(10);

        // When
        EncodedImage image = EncodedImage.of(bytes, EncodedImage.DEFAULT_MAXIMUM_PIXELS);

        // Then
        assertThat(image.bytes().position()).isEqualTo(10);
        assertThat(image.width()).isEqualTo(640);
    }

    private static EncodedImage image(String hex) throws BadImageException {
        return EncodedImage.of(ByteBuffer.wrap(hex(hex)), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
    }

    private static String frame(int width, int height) {
        return "FFC0 000B 08 %04X %04X 01 01 11 00".formatted(height, width);
    }

    private static byte[] png(int width, int height) {
        return hex("89504E470D0A1A0A 0000000D 49484452 %08X %08X".formatted(width, height));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
