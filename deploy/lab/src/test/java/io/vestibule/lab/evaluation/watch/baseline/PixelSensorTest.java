package io.vestibule.lab.evaluation.watch.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.motion.BackgroundModel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PixelSensorTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private final PixelSensor sensor = new PixelSensor();

    @Test
    void shouldReturnAboutZeroWhenThePictureIsUniform() {
        // Given
        DecodedImage grey = picture(graphics -> {});

        // When
        FeatureMap map = sensor.sense(grey);

        // Then 180 / (180 + 8) - 1
        assertThat(map.values().get(0)).isCloseTo(-0.0426f, within(1e-4f));
        assertThat(map.values().get(map.cells() - 1)).isCloseTo(-0.0426f, within(1e-4f));
    }

    @Test
    void shouldDifferMoreWhenAVisitorComesThanWhenALampFlickers() {
        // Given
        DecodedImage scene = picture(PixelSensorTest::drawDoor);
        DecodedImage darker = darkened(scene);
        DecodedImage visited = picture(graphics -> {
            drawDoor(graphics);
            graphics.setColor(new Color(190, 150, 120));
            graphics.fillOval(70, 210, 60, 60);
        });

        // When
        float flicker = distance(scene, darker);
        float visitor = distance(scene, visited);

        // Then
        assertThat(flicker).isLessThan(0.05f);
        assertThat(visitor).isGreaterThan(2 * flicker);
    }

    private float distance(DecodedImage scene, DecodedImage frame) {
        return new PixelDifferenceMeasure()
                .measure(sensor.sense(frame), BackgroundModel.of(sensor.sense(scene)))
                .peak();
    }

    private static void drawDoor(Graphics2D graphics) {
        graphics.setColor(new Color(90, 80, 60));
        graphics.fillRect(300, 80, 200, 390);
    }

    private static DecodedImage picture(Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(180, 180, 180));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        drawing.accept(graphics);
        graphics.dispose();
        return new TestImage(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }

    /** The same picture with three quarters of its brightness. */
    private static DecodedImage darkened(DecodedImage image) {
        byte[] pixels = image.bgr();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(0.75 * (pixels[i] & 255));
        }
        return new TestImage(pixels);
    }

    private record TestImage(byte[] pixels) implements DecodedImage {

        @Override
        public byte[] bgr() {
            return pixels.clone();
        }

        @Override
        public int width() {
            return WIDTH;
        }

        @Override
        public int height() {
            return HEIGHT;
        }

        @Override
        public void close() {}
    }
}
