package io.vestibule.lab.evaluation.watch.baseline;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.BoxFilter;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.MotionMeasure;

/**
 * The absolute difference of frame and background, averaged over 3x3 pixels. For maps of one channel, such as those of {@link
 * PixelSensor}. One thread at a time.
 */
public final class PixelDifferenceMeasure implements MotionMeasure {

    private float[] plane = {};
    private BoxFilter boxFilter = new BoxFilter(0, 0);

    @Override
    public DistanceMap measure(FeatureMap frame, BackgroundModel background) {
        if (!background.fits(frame)) {
            throw new IllegalArgumentException("frame and background have different shapes");
        }
        if (frame.channels() != 1) {
            throw new IllegalArgumentException("expected 1 channel, got " + frame.channels());
        }
        if (!boxFilter.fits(frame.height(), frame.width())) {
            plane = new float[frame.cells()];
            boxFilter = new BoxFilter(frame.height(), frame.width());
        }
        frame.channel(0, plane);
        float[] other = background.values();
        for (int pixel = 0; pixel < plane.length; pixel++) {
            plane[pixel] = Math.abs(plane[pixel] - other[pixel]);
        }
        float[] distances = new float[plane.length];
        boxFilter.mean(plane, distances);
        return new DistanceMap(frame.height(), frame.width(), distances);
    }
}
