package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The feature map of a scene without visitors. It follows slow change as an exponential average. One thread at a time.
 */
public final class BackgroundModel {

    private final int channels;
    private final int height;
    private final int width;
    private final float[] values;
    private final float[] squaredNorms;
    private final float[] plane;
    private float regularisation;

    /**
     * @param values channels x height x width, channel by channel, row by row; handed over
     */
    public BackgroundModel(int channels, int height, int width, float[] values) {
        if (values.length != channels * height * width) {
            throw new IllegalArgumentException(
                    "expected " + channels + "x" + height + "x" + width + " values, got " + values.length);
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.values = values;
        this.squaredNorms = new float[height * width];
        this.plane = new float[height * width];
        measureNorms();
    }

    /** A background that is this one frame. */
    public static BackgroundModel of(FeatureMap map) {
        float[] values = new float[map.channels() * map.cells()];
        map.values().get(0, values);
        return new BackgroundModel(map.channels(), map.height(), map.width(), values);
    }

    private boolean isShapedLike(BackgroundModel other) {
        return channels == other.channels && height == other.height && width == other.width;
    }

    /** Whether maps of this shape can be compared with it. */
    public boolean fits(FeatureMap map) {
        return map.channels() == channels && map.height() == height && map.width() == width;
    }

    /** Whether anything can be held against it: not if it holds what is no number, or nothing but zeros. */
    public boolean isComparable() {
        return regularisation > 0 && Float.isFinite(regularisation);
    }

    /**
     * Moves towards a frame.
     *
     * @param map all of its values finite, as they are where its distances are: one that is not would spoil the background
     *     for ever
     * @param rate 0 stays, 1 takes the frame as it is
     */
    public void follow(FeatureMap map, float rate) {
        Arrays.fill(squaredNorms, 0);
        for (int channel = 0; channel < channels; channel++) {
            map.channel(channel, plane);
            follow(channel * plane.length, rate);
        }
        measureRegularisation();
    }

    private void follow(int start, float rate) {
        float[] frame = plane;
        float[] norms = squaredNorms;
        for (int cell = 0; cell < frame.length; cell++) {
            float before = values[start + cell];
            float value = before + rate * (frame[cell] - before);
            values[start + cell] = value;
            norms[cell] += value * value;
        }
    }

    /**
     * Moves each cell towards a frame by a rate of its own.
     *
     * @param map all of its values finite
     * @param rates height x width, row by row: 0 stays, 1 takes the frame's cell as it is
     */
    public void follow(FeatureMap map, float[] rates) {
        Arrays.fill(squaredNorms, 0);
        for (int channel = 0; channel < channels; channel++) {
            map.channel(channel, plane);
            follow(channel * plane.length, rates);
        }
        measureRegularisation();
    }

    private void follow(int start, float[] rates) {
        float[] frame = plane;
        float[] norms = squaredNorms;
        for (int cell = 0; cell < frame.length; cell++) {
            float before = values[start + cell];
            float value = before + rates[cell] * (frame[cell] - before);
            values[start + cell] = value;
            norms[cell] += value * value;
        }
    }

    /**
     * Takes cells of another view as they are.
     *
     * @param cells height x width, row by row
     */
    public void take(BackgroundModel other, BitSet cells) {
        if (!other.isShapedLike(this)) {
            throw new IllegalArgumentException("the other view is of another shape");
        }
        int count = plane.length;
        for (int channel = 0; channel < channels; channel++) {
            int start = channel * count;
            for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
                values[start + cell] = other.values[start + cell];
            }
        }
        measureNorms();
    }

    /** The same view, to go its own way from here on. */
    public BackgroundModel copy() {
        return new BackgroundModel(channels, height, width, values.clone());
    }

    public int channels() {
        return channels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** The values, channel by channel, row by row; not to be changed. */
    public float[] values() {
        return values;
    }

    /** Squared length of each cell's vector. */
    float[] squaredNorms() {
        return squaredNorms;
    }

    /** Mean squared length of a cell: what keeps weak cells from making loud distances. */
    float regularisation() {
        return regularisation;
    }

    private void measureNorms() {
        int cells = squaredNorms.length;
        Arrays.fill(squaredNorms, 0);
        for (int channel = 0; channel < channels; channel++) {
            int start = channel * cells;
            for (int cell = 0; cell < cells; cell++) {
                squaredNorms[cell] += values[start + cell] * values[start + cell];
            }
        }
        measureRegularisation();
    }

    private void measureRegularisation() {
        double sum = 0;
        for (float squaredNorm : squaredNorms) {
            sum += squaredNorm;
        }
        regularisation = (float) (sum / squaredNorms.length);
    }
}
