package io.vestibule.service.publish;

import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Identifier;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Parameters of a publication.
 *
 * @param camera id of the camera in the frames
 * @param source source of the pictures
 * @param framesPerSecond rate of image files, or maximum rate of a video; empty for 5, or for all frames of a video
 * @param speed speed relative to real time, greater than 0; infinite for as fast as possible. Capture times are the times of
 *     sending, so intervals that the topologies measure are not scaled
 * @param loop whether to start again at the end of a recording
 * @param silence longest time without a picture, after which a video counts as lost
 * @param giveUpAfter longest time without a picture of a live source, after which the publication fails
 * @param spectrum light in which the pictures were taken
 * @param ringing whether the bell was pressed; such frames are never shed
 */
public record PublishRequest(
        String camera,
        SourceAddress source,
        OptionalDouble framesPerSecond,
        double speed,
        boolean loop,
        Duration silence,
        Duration giveUpAfter,
        Spectrum spectrum,
        boolean ringing) {
    /** Never give up: about 300 years, the range of the monotonic clock. */
    public static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

    public PublishRequest {
        Identifier.require("camera", camera);
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be greater than 0, not " + speed);
        }
        // Checks the other values.
        new ReadingOptions(framesPerSecond, Integer.MAX_VALUE, silence);
    }

    ReadingOptions reading(int largestPicture) {
        return new ReadingOptions(framesPerSecond, largestPicture, silence);
    }
}
