package io.vestibule.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.face.Face;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three faces in pictures of many shapes. */
@Tag("slow")
class PictureShapeTest {

    private static final int HEIGHT = 1080;
    private static final int FACE_WIDTH = 140;
    private static final int PLACES = 3;

    private static Vision vision;
    private static BufferedImage portrait;
    private static float faceShare;

    @BeforeAll
    static void open() throws IOException, BadImageException {
        vision = Vision.open(Photographs.ZOO);
        BufferedImage photograph =
                ImageIO.read(Photographs.ZOO.photograph("sample3").toFile());
        BoundingBox face = Photographs.detect(vision, Photographs.image("sample3"))
                .get(0)
                .box()
                .scaled(photograph.getWidth(), photograph.getHeight());
        int side = (int) Math.min(2.2f * face.width(), photograph.getHeight());
        int left = Math.max(0, (int) ((face.left() + face.right() - side) / 2));
        int top = Math.max(0, (int) ((face.top() + face.bottom() - side) / 2));
        portrait = photograph.getSubimage(
                left, top, Math.min(side, photograph.getWidth() - left), Math.min(side, photograph.getHeight() - top));
        faceShare = face.width() / portrait.getWidth();
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    /** Shapes of cameras: a telephone, a door, 4:3, 16:9, 18:9, 21:9, 32:9, and three cameras side by side. */
    @ParameterizedTest
    @CsvSource({"608, 40", "810, 40", "1440, 40", "1920, 40", "2160, 40", "2520, 72", "3840, 104", "5760, 136"})
    void shouldFindEachFaceWhereItIs(int width, int columns) throws IOException, BadImageException {
        // Given
        EncodedImage picture = picture(width);

        // When
        List<Face> faces = Photographs.faces(vision, picture);

        // Then
        assertThat(faces).hasSize(PLACES);
        for (int place = 0; place < PLACES; place++) {
            float x = centreX(width, place);
            assertThat(faces)
                    .filteredOn(face -> face.box().left() < x && face.box().right() > x)
                    .singleElement()
                    .satisfies(face -> assertThat(face.box().width()).isBetween(0.6f * FACE_WIDTH, 1.5f * FACE_WIDTH));
        }
        assertThat(columns(picture)).isEqualTo(columns);
    }

    private static int columns(EncodedImage picture) throws BadImageException {
        try (DecodedImage decoded = vision.decoder().decode(picture, 320, 240);
                FeatureMap map = vision.detector().stem(List.of(decoded)).get(0)) {
            return map.width();
        }
    }

    private static EncodedImage picture(int width) throws IOException, BadImageException {
        BufferedImage picture = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(110, 105, 95));
        graphics.fillRect(0, 0, width, HEIGHT);
        int side = (int) (FACE_WIDTH / faceShare);
        for (int place = 0; place < PLACES; place++) {
            int centreY = HEIGHT * (2 * place + 1) / (2 * PLACES);
            graphics.drawImage(portrait, (int) centreX(width, place) - side / 2, centreY - side / 2, side, side, null);
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return EncodedImage.of(ByteBuffer.wrap(jpeg.toByteArray()), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
    }

    private static float centreX(int width, int place) {
        return width * (2 * place + 1) / (2f * PLACES);
    }
}
