package io.vestibule.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Prints the share of faces that are found in pictures of each shape, for RESULTS.md. Each picture shows one person of the zoo's photographs three
 * times. Three ways to show a wide picture to the detector are compared. It checks no limit, so it runs only on request.
 */
@EnabledIfSystemProperty(
        named = "vestibule.figures",
        matches = "true",
        disabledReason = "run with -Dvestibule.figures=true")
@Tag("slow")
class ShapeFiguresTest {

    private static final int HEIGHT = 1080;
    private static final double[] SHAPES = {9.0 / 16, 4.0 / 3, 16.0 / 9, 21.0 / 9, 32.0 / 9, 48.0 / 9};
    private static final int[] FACE_WIDTHS = {60, 80, 100, 140, 220};
    private static final int PLACES = 3;

    /** Width of the pasted surroundings of a face, in face widths. */
    private static final double SURROUNDINGS = 2.2;

    @Test
    void shouldReportTheFacesFoundInEachShape() throws IOException, BadImageException {
        // Given
        try (Vision vision = Vision.open(Photographs.ZOO)) {
            List<BufferedImage> portraits = portraits(vision);
            System.out.printf("%d portraits, %d times each, height %d%n", portraits.size(), PLACES, HEIGHT);
            System.out.println("shape  face  as product / squeezed to 4:3 / letterbox: found (false), ms");

            // When
            int pictures = 0;
            for (double shape : SHAPES) {
                for (int faceWidth : FACE_WIDTHS) {
                    Score product = new Score();
                    Score squeezed = new Score();
                    Score letterbox = new Score();
                    for (BufferedImage portrait : portraits) {
                        BufferedImage picture = picture(portrait, shape, faceWidth);
                        List<BoundingBox> faces = faces(picture, faceWidth);
                        product.add(vision, picture, faces, 1, 1);
                        squeezed.add(vision, scaled(picture, HEIGHT * 4 / 3, HEIGHT), faces, 1, 1);
                        BufferedImage boxed = boxed(picture);
                        letterbox.add(
                                vision,
                                boxed,
                                faces,
                                (float) boxed.getWidth() / picture.getWidth(),
                                (float) boxed.getHeight() / picture.getHeight());
                        pictures++;
                    }
                    System.out.printf("%5.2f  %4d  %s   %s   %s%n", shape, faceWidth, product, squeezed, letterbox);
                }
            }

            // Then
            // The shares depend on the models and have no limit here.
            assertThat(pictures).isEqualTo(SHAPES.length * FACE_WIDTHS.length * portraits.size());
        }
    }

    private static List<BufferedImage> portraits(Vision vision) throws IOException, BadImageException {
        List<BufferedImage> portraits = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            EncodedImage image = Photographs.image("sample" + i);
            BufferedImage photograph =
                    ImageIO.read(Photographs.ZOO.photograph("sample" + i).toFile());
            for (Detection detection : Photographs.detect(vision, image)) {
                BoundingBox face = detection.box().scaled(photograph.getWidth(), photograph.getHeight());
                int side = (int) (face.width() * SURROUNDINGS);
                int left = (int) ((face.left() + face.right() - side) / 2);
                int top = (int) ((face.top() + face.bottom() - side) / 2);
                if (left >= 0
                        && top >= 0
                        && left + side <= photograph.getWidth()
                        && top + side <= photograph.getHeight()) {
                    portraits.add(photograph.getSubimage(left, top, side, side));
                }
            }
        }
        return portraits;
    }

    private static BufferedImage picture(BufferedImage portrait, double shape, int faceWidth) {
        int width = (int) Math.round(HEIGHT * shape);
        BufferedImage picture = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(120, 110, 90), width, HEIGHT, new Color(60, 70, 80)));
        graphics.fillRect(0, 0, width, HEIGHT);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        int side = (int) (faceWidth * SURROUNDINGS);
        BufferedImage small = scaled(portrait, side, side);
        for (int place = 0; place < PLACES; place++) {
            graphics.drawImage(small, centreX(width, place) - side / 2, centreY(place) - side / 2, null);
        }
        graphics.dispose();
        return picture;
    }

    private static int centreX(int width, int place) {
        return width * (2 * place + 1) / (2 * PLACES);
    }

    /** At different heights, so that they do not overlap in a tall picture. */
    private static int centreY(int place) {
        return HEIGHT * (2 * place + 1) / (2 * PLACES);
    }

    private static List<BoundingBox> faces(BufferedImage picture, int faceWidth) {
        List<BoundingBox> faces = new ArrayList<>();
        float halfWidth = faceWidth / 2f / picture.getWidth();
        float halfHeight = faceWidth * 0.65f / picture.getHeight();
        for (int place = 0; place < PLACES; place++) {
            float x = (float) centreX(picture.getWidth(), place) / picture.getWidth();
            float y = (float) centreY(place) / picture.getHeight();
            faces.add(new BoundingBox(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight));
        }
        return faces;
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = scaled.createGraphics();
        graphics.drawImage(picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return scaled;
    }

    /** The picture on black, as part of a picture of 4:3. */
    private static BufferedImage boxed(BufferedImage picture) {
        int width = Math.max(picture.getWidth(), picture.getHeight() * 4 / 3);
        int height = width * 3 / 4;
        BufferedImage boxed = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        boxed.getGraphics().drawImage(picture, 0, 0, null);
        return boxed;
    }

    /** What was found in the pictures of one size and shape. */
    private static final class Score {

        private final List<Long> nanos = new ArrayList<>();
        private int faces;
        private int found;
        private int wrong;

        /** @param across width of the image over that of the picture in which the faces are */
        void add(Vision vision, BufferedImage image, List<BoundingBox> truth, float across, float down)
                throws IOException, BadImageException {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(image, "jpg", jpeg);
            EncodedImage encoded =
                    EncodedImage.of(ByteBuffer.wrap(jpeg.toByteArray()), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
            long start = System.nanoTime();
            List<Detection> detections = Photographs.detect(vision, encoded);
            nanos.add(System.nanoTime() - start);
            boolean[] used = new boolean[truth.size()];
            for (Detection detection : detections) {
                BoundingBox box = detection.box().scaled(across, down);
                int match = match(box, truth);
                if (match < 0 || used[match]) {
                    wrong++;
                } else {
                    used[match] = true;
                    found++;
                }
            }
            faces += truth.size();
        }

        private static int match(BoundingBox box, List<BoundingBox> truth) {
            for (int i = 0; i < truth.size(); i++) {
                if (truth.get(i).overlap(box) > 0.4f) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public String toString() {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return "%3d%% (%d), %.1f ms"
                    .formatted(Math.round(100.0 * found / faces), wrong, sorted[sorted.length / 2] / 1e6);
        }
    }
}
