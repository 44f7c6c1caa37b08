package io.vestibule.service.publish;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How a source is read.
 *
 * @param framesPerSecond rate of image files, or maximum rate of a video; empty for 5, or for all frames of a video
 * @param largestPicture largest encoded picture in bytes. Larger image files are skipped; frames of a video are encoded smaller
 * @param silence longest time without a picture, after which a video counts as lost
 */
public record ReadingOptions(OptionalDouble framesPerSecond, int largestPicture, Duration silence) {
    /** Default of {@link #silence}. */
    public static final Duration DEFAULT_SILENCE = Duration.ofSeconds(10);

    private static final double MAXIMUM_FRAMES_PER_SECOND = 1000;

    public ReadingOptions {
        if (framesPerSecond.isPresent()
                && !(framesPerSecond.getAsDouble() > 0 && framesPerSecond.getAsDouble() <= MAXIMUM_FRAMES_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "frames per second must be over 0 and at most 1000, not " + framesPerSecond.getAsDouble());
        }
        if (largestPicture <= 0) {
            throw new IllegalArgumentException("largest picture must be over 0 bytes, not " + largestPicture);
        }
        if (silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("longest silence must be over 0, not " + silence);
        }
    }

    /** Options without a limit of the size. */
    public static ReadingOptions atRate(double framesPerSecond) {
        return new ReadingOptions(OptionalDouble.of(framesPerSecond), Integer.MAX_VALUE, DEFAULT_SILENCE);
    }
}
