package io.vestibule.models.detection;

import java.nio.FloatBuffer;

/**
 * Features of an image: channels x height x width floats, channel by channel, row by row. The memory may be pooled and must not be
 * used after {@link #close}. Not safe for concurrent use.
 */
public final class FeatureMap implements AutoCloseable {

    private final int channels;
    private final int height;
    private final int width;
    private final FloatBuffer values;
    private final Runnable release;
    private boolean closed;

    /**
     * @param values position 0, limit channels x height x width; owned by this map from now on
     * @param release called once, by close
     */
    public FeatureMap(int channels, int height, int width, FloatBuffer values, Runnable release) {
        if (values.remaining() != channels * height * width) {
            throw new IllegalArgumentException(
                    "expected " + channels + "x" + height + "x" + width + " values, got " + values.remaining());
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.values = values;
        this.release = release;
    }

    /** A map on the heap, for tests and stored features. */
    public static FeatureMap of(int channels, int height, int width, float... values) {
        return new FeatureMap(channels, height, width, FloatBuffer.wrap(values), () -> {});
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

    /** Number of cells of a channel: height x width. */
    public int cells() {
        return height * width;
    }

    /** Copies one channel to the start of {@code target}. */
    public void channel(int channel, float[] target) {
        values().get(channel * cells(), target, 0, cells());
    }

    /** The values, for reading only, until close. */
    public FloatBuffer values() {
        if (closed) {
            throw new IllegalStateException("the feature map is closed");
        }
        return values;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release.run();
        }
    }
}
