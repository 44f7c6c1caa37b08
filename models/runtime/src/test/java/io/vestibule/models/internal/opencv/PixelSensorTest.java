package io.vestibule.models.internal.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.PixelDifferenceMeasure;
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

    private final PixelSensor sensor = new PixelSensor(new BufferPool());

    @BeforeAll
    static void load() {
        OpenCv.load();
    }

    @Test
    void shouldSeeAboutOneWhereNothingStandsOut() {
        try (MatImage grey = aPicture(bgr -> bgr.setTo(new Scalar(152, 152, 152)));
                FeatureMap map = sensor.sense(grey)) {
            // Then 152 / (152 + 8)
            assertThat(map.values().get(0)).isCloseTo(0.95f, within(1e-4f));
            assertThat(map.values().get(map.cells() - 1)).isCloseTo(0.95f, within(1e-4f));
        }
    }

    @Test
    void shouldSeeAVisitorRatherThanALampThatFlickers() {
        // Given a scene, the same a quarter darker, and the same with something in it
        try (MatImage scene = aPicture(PixelSensorTest::furnish);
                MatImage darker = aPicture(bgr -> {
                    furnish(bgr);
                    Core.multiply(bgr, new Scalar(0.75, 0.75, 0.75), bgr);
                });
                MatImage visited = aPicture(bgr -> {
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

    private float distance(MatImage scene, MatImage frame) {
        try (FeatureMap before = sensor.sense(scene);
                FeatureMap now = sensor.sense(frame)) {
            return new PixelDifferenceMeasure()
                    .measure(now, BackgroundModel.of(before))
                    .peak();
        }
    }

    private static void furnish(Mat bgr) {
        bgr.setTo(new Scalar(180, 180, 180));
        Imgproc.rectangle(bgr, new Point(300, 80), new Point(500, 470), new Scalar(60, 80, 90), Imgproc.FILLED);
    }

    private static MatImage aPicture(Consumer<Mat> painter) {
        Mat bgr = new Mat(480, 640, CvType.CV_8UC3);
        painter.accept(bgr);
        return new MatImage(bgr, 640, 480);
    }
}
