package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;
import java.util.Arrays;
import java.util.BitSet;

/** The features of a scene without visitors. An exponential average follows slow changes. Not safe for concurrent use. */
public final class BackgroundModel {

    private final int channels;
    private final int height;
    private final int width;
    private final float[] values;
    private final float[] squaredNorms;
    private final float[] plane;
    private float regularisation;

    /**
     * @param values channels x height x width, channel by channel, row by row; owned by this background from now on
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

    /** A background that equals one frame. */
    public static BackgroundModel of(FeatureMap map) {
        float[] values = new float[map.channels() * map.cells()];
        map.values().get(0, values);
        return new BackgroundModel(map.channels(), map.height(), map.width(), values);
    }

    private boolean isShapedLike(BackgroundModel other) {
        return channels == other.channels && height == other.height && width == other.width;
    }

    /** Whether the map has the same shape. */
    public boolean fits(FeatureMap map) {
        return map.channels() == channels && map.height() == height && map.width() == width;
    }

    /** Whether frames can be compared with it. False if a value is not finite, or all values are zero. */
    public boolean isComparable() {
        return regularisation > 0 && Float.isFinite(regularisation);
    }

    /**
     * Moves towards a frame.
     *
     * @param map all values must be finite, which holds if its distances are finite; another value would make the background
     *     permanently unusable
     * @param rate 0 for no change, 1 to take the frame's values
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
     * Moves each cell towards a frame by its own rate.
     *
     * @param map all values must be finite
     * @param rates height x width, row by row: 0 for no change, 1 to take the frame's cell
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
     * Copies cells of another background.
     *
     * @param cells height x width, row by row
     */
    public void take(BackgroundModel other, BitSet cells) {
        if (!other.isShapedLike(this)) {
            throw new IllegalArgumentException("the other background has another shape");
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

    /** An independent copy. */
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

    /** The values, channel by channel, row by row; must not be changed. */
    public float[] values() {
        return values;
    }

    /** Squared length of each cell's vector; not to be changed. */
    public float[] squaredNorms() {
        return squaredNorms;
    }

    /** Mean squared length of a cell. It prevents large distances in cells with weak features. */
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
