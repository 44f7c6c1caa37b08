package io.vestibule.models.internal.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vestibule.models.TestPictures;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.BadImageException.Fault;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.internal.memory.BufferPool;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

class OpenCvDecoderTest {

    private final OpenCvDecoder decoder = new OpenCvDecoder(new BufferPool());

    static Stream<Arguments> scales() {
        return Stream.of(
                argumentSet("scale 1 if no smaller scale suffices", 640, 480, 321, 240, 640, 480),
                argumentSet("one half, exactly", 640, 480, 320, 240, 320, 240),
                argumentSet("one quarter", 1920, 1280, 320, 240, 480, 320),
                argumentSet("one eighth", 2560, 1920, 320, 240, 320, 240),
                argumentSet("at least one eighth", 2560, 1920, 1, 1, 320, 240),
                argumentSet("scale 1 if the image is too small", 160, 120, 320, 240, 160, 120));
    }

    @ParameterizedTest
    @MethodSource("scales")
    void shouldDecodeAtTheSmallestSufficientScale(
            int width, int height, int minimumWidth, int minimumHeight, int decodedWidth, int decodedHeight)
            throws BadImageException {
        // When
        try (MatImage decoded = decoder.decode(jpeg(width, height), minimumWidth, minimumHeight)) {

            // Then
            assertThat(decoded.width()).isEqualTo(decodedWidth);
            assertThat(decoded.height()).isEqualTo(decodedHeight);
            assertThat(decoded.frameWidth()).isEqualTo(width);
            assertThat(decoded.frameHeight()).isEqualTo(height);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png"})
    void shouldDecodeColoursAsBlueGreenRed(String format) throws BadImageException {
        // Given
        EncodedImage image = image(encode(format, 16, 16, new Scalar(250, 120, 10)));

        // When
        try (MatImage decoded = decoder.decode(image, 16, 16)) {

            // Then
            double[] pixel = decoded.mat().get(8, 8);
            assertThat(pixel[0]).isBetween(240.0, 255.0);
            assertThat(pixel[1]).isBetween(110.0, 130.0);
            assertThat(pixel[2]).isBetween(0.0, 20.0);
        }
    }

    @Test
    void shouldDecodeFromADirectBufferAndKeepItsPosition() throws BadImageException {
        // Given
        byte[] jpeg = encode(".jpg", 64, 48, new Scalar(1, 2, 3));
        ByteBuffer direct = ByteBuffer.allocateDirect(jpeg.length + 7).position(7);
        direct.put(jpeg).position(7);

        // When
        try (MatImage decoded = decoder.decode(EncodedImage.of(direct, EncodedImage.DEFAULT_MAXIMUM_PIXELS), 64, 48)) {

            // Then
            assertThat(decoded.width()).isEqualTo(64);
            assertThat(direct.position()).isEqualTo(7);
        }
    }

    @Test
    void shouldRotateAnImageUprightWhenItHasAnOrientationTag() throws BadImageException {
        // Given
        // 640x480 with a rotation tag, which is 480x640 upright; one half of it is only 240 wide.
        EncodedImage image = image(withRotationTag(encode(".jpg", 640, 480, new Scalar(1, 2, 3))));

        // When
        try (MatImage small = decoder.decode(image, 240, 240);
                MatImage large = decoder.decode(image, 320, 240)) {

            // Then
            assertThat(small.width()).isEqualTo(240);
            assertThat(small.height()).isEqualTo(320);
            assertThat(large.width()).isEqualTo(480);
            assertThat(large.height()).isEqualTo(640);
            assertThat(large.frameWidth()).isEqualTo(480);
            assertThat(large.frameHeight()).isEqualTo(640);
        }
    }

    static Stream<Arguments> damaged() {
        byte[] jpeg = encode(".jpg", 320, 240, new Scalar(1, 2, 3));
        byte[] png = encode(".png", 320, 240, new Scalar(1, 2, 3));
        return Stream.of(
                argumentSet("a JPEG without its lower half", Arrays.copyOf(jpeg, jpeg.length / 2)),
                argumentSet("a JPEG without its last byte", Arrays.copyOf(jpeg, jpeg.length - 1)),
                argumentSet("a JPEG with headers only", Arrays.copyOf(jpeg, 200)),
                argumentSet("a PNG without its lower half", Arrays.copyOf(png, png.length / 2)));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void shouldRefuseAnImageWhenItsDataIsDamaged(byte[] bytes) throws BadImageException {
        // Given
        EncodedImage image = image(bytes);

        // Then
        assertThatThrownBy(() -> decoder.decode(image, 320, 240))
                .asInstanceOf(InstanceOfAssertFactories.type(BadImageException.class))
                .extracting(BadImageException::fault)
                .isEqualTo(Fault.NOT_AN_IMAGE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDecodeAndReportAJpegWhenSomeOfItsPixelsAreWrong(boolean progressive) throws BadImageException {
        // Given
        byte[] jpeg = progressive ? TestPictures.progressiveJpeg(640, 480) : TestPictures.jpeg(640, 480);
        EncodedImage damaged = image(TestPictures.withoutPacket(jpeg, 1000));

        // When
        try (MatImage whole = decoder.decode(image(jpeg), 640, 480);
                MatImage decoded = decoder.decode(damaged, 640, 480)) {

            // Then
            assertThat(whole.isDamaged()).isFalse();
            assertThat(decoded.isDamaged()).isTrue();
            assertThat(decoded.width()).isEqualTo(640);
            assertThat(decoded.mat().get(20, 300)).containsExactly(whole.mat().get(20, 300), within(40.0));
        }
    }

    @Test
    void shouldDecodeAnImageAsIfItHadNoPaddingWhenBytesPrecedeItsEnd() throws BadImageException {
        // Given
        byte[] jpeg = TestPictures.jpeg(64, 48);
        EncodedImage padded = image(TestPictures.with(jpeg, jpeg.length - 2, new byte[9]));

        // When
        try (MatImage decoded = decoder.decode(padded, 64, 48);
                MatImage expected = decoder.decode(image(jpeg), 64, 48)) {

            // Then
            assertThat(decoded.bgr()).isEqualTo(expected.bgr());
            assertThat(decoded.isDamaged()).isFalse();
        }
    }

    @Test
    void shouldAcceptASecondCloseOfAnImage() throws BadImageException {
        // Given
        MatImage decoded = decoder.decode(jpeg(16, 16), 16, 16);
        decoded.close();

        // When
        decoded.close();

        // Then
        assertThatThrownBy(decoded::width).isInstanceOf(IllegalStateException.class);
    }

    private static EncodedImage jpeg(int width, int height) throws BadImageException {
        return image(encode(".jpg", width, height, new Scalar(90, 90, 90)));
    }

    private static EncodedImage image(byte[] bytes) throws BadImageException {
        return EncodedImage.of(ByteBuffer.wrap(bytes), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
    }

    /** One colour with some noise, so that the data has a realistic size. */
    private static byte[] encode(String format, int width, int height, Scalar bgr) {
        OpenCv.load();
        Mat picture = new Mat(height, width, CvType.CV_8UC3);
        MatOfByte encoded = new MatOfByte();
        try {
            Core.setRNGSeed(1);
            Core.randn(picture, 0, 2);
            Core.add(picture, bgr, picture);
            Imgcodecs.imencode(format, picture, encoded);
            return encoded.toArray();
        } finally {
            picture.release();
            encoded.release();
        }
    }

    /** The same JPEG with an EXIF orientation of 6. */
    private static byte[] withRotationTag(byte[] jpeg) {
        byte[] exif = HexFormat.of()
                .parseHex("FFE1 0022 457869660000 4D4D 002A 00000008 0001 0112 0003 00000001 0006 0000 00000000"
                        .replace(" ", ""));
        ByteArrayOutputStream tagged = new ByteArrayOutputStream();
        tagged.write(jpeg, 0, 2);
        tagged.writeBytes(exif);
        tagged.write(jpeg, 2, jpeg.length - 2);
        return tagged.toByteArray();
    }
}
