package io.vestibule.service.publish;

import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Identifier;
import java.util.OptionalDouble;

/**
 * What to publish, and how.
 *
 * @param camera id of the camera the frames are said to come from
 * @param source where the pictures come from
 * @param framesPerSecond of pictures without a time of their own; of a video, the most that is sent of each of its seconds;
 *     empty for 5, and for all of a video
 * @param speed how many times as fast as in life, greater than 0; infinite for as fast as possible. Capture times are those
 *     of sending, so what the topologies measure in seconds is not scaled
 * @param loop whether to begin again at the end
 * @param spectrum what light the pictures were taken in
 * @param ringing whether somebody has pressed the bell, so that the frames are looked at first
 */
public record PublishRequest(
        String camera,
        SourceAddress source,
        OptionalDouble framesPerSecond,
        double speed,
        boolean loop,
        Spectrum spectrum,
        boolean ringing) {
    private static final double MOST_FRAMES_PER_SECOND = 1000;

    public PublishRequest {
        Identifier.require("camera", camera);
        if (framesPerSecond.isPresent()
                && !(framesPerSecond.getAsDouble() > 0 && framesPerSecond.getAsDouble() <= MOST_FRAMES_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "frames per second must be over 0 and at most 1000, not " + framesPerSecond.getAsDouble());
        }
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be greater than 0, not " + speed);
        }
    }
}
