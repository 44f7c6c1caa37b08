package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;

/**
 * The absolute difference of frame and background, averaged over the 3x3 pixels around: for maps of one channel, such as
 * those of the sensor {@code pixel}. Holds scratch memory: one thread at a time.
 */
public final class PixelDifferenceMeasure implements MotionMeasure {

    private float[] plane = {};
    private BoxFilter neighbours = new BoxFilter(0, 0);

    @Override
    public DistanceMap measure(FeatureMap frame, BackgroundModel background) {
        if (!background.fits(frame)) {
            throw new IllegalArgumentException("the background is of another shape than the frame");
        }
        if (frame.channels() != 1) {
            throw new IllegalArgumentException("a picture of one channel is expected, not " + frame.channels());
        }
        if (!neighbours.fit(frame.height(), frame.width())) {
            plane = new float[frame.cells()];
            neighbours = new BoxFilter(frame.height(), frame.width());
        }
        frame.channel(0, plane);
        float[] other = background.values();
        for (int pixel = 0; pixel < plane.length; pixel++) {
            plane[pixel] = Math.abs(plane[pixel] - other[pixel]);
        }
        float[] distances = new float[plane.length];
        neighbours.mean(plane, distances);
        return new DistanceMap(frame.height(), frame.width(), distances);
    }
}
