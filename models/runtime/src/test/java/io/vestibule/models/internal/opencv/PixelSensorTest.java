package io.vestibule.models.internal.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.FeatureMap;
import io.vestibule.models.internal.memory.MemoryPool;
import io.vestibule.models.motion.Background;
import io.vestibule.models.motion.PixelDifference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class PixelSensorTest {

    private final PixelSensor sensor = new PixelSensor(new MemoryPool());

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    @Test
    void shouldSeeAboutOneWhereNothingStandsOut() {
        try (MatPicture grey = aPicture(bgr -> bgr.setTo(new Scalar(152, 152, 152)));
                FeatureMap map = sensor.sense(grey)) {
            // Then 152 / (152 + 8)
            assertThat(map.values().get(0)).isCloseTo(0.95f, within(1e-4f));
            assertThat(map.values().get(map.cells() - 1)).isCloseTo(0.95f, within(1e-4f));
        }
    }

    @Test
    void shouldSeeAVisitorRatherThanALampThatFlickers() {
        // Given a scene, the same a quarter darker, and the same with something in it
        try (MatPicture scene = aPicture(PixelSensorTest::furnish);
                MatPicture darker = aPicture(bgr -> {
                    furnish(bgr);
                    Core.multiply(bgr, new Scalar(0.75, 0.75, 0.75), bgr);
                });
                MatPicture visited = aPicture(bgr -> {
                    furnish(bgr);
                    Imgproc.circle(bgr, new Point(100, 240), 30, new Scalar(120, 150, 190), Imgproc.FILLED);
                })) {
            // When
            float flicker = distance(scene, darker);
            float visitor = distance(scene, visited);

            // Then
            assertThat(flicker).isLessThan(0.05f);
            assertThat(visitor).isGreaterThan(2 * flicker);
        }
    }

    private float distance(MatPicture scene, MatPicture frame) {
        try (FeatureMap before = sensor.sense(scene);
                FeatureMap now = sensor.sense(frame)) {
            return new PixelDifference().measure(now, Background.of(before)).peak();
        }
    }

    private static void furnish(Mat bgr) {
        bgr.setTo(new Scalar(180, 180, 180));
        Imgproc.rectangle(bgr, new Point(300, 80), new Point(500, 470), new Scalar(60, 80, 90), Imgproc.FILLED);
    }

    private static MatPicture aPicture(Consumer<Mat> painter) {
        Mat bgr = new Mat(480, 640, CvType.CV_8UC3);
        painter.accept(bgr);
        return new MatPicture(bgr, 640, 480);
    }
}
