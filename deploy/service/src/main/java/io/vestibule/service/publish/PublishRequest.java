package io.vestibule.service.publish;

import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Identifier;
import java.util.OptionalDouble;

/**
 * Parameters of a publication.
 *
 * @param camera id of the camera in the frames
 * @param source source of the pictures
 * @param framesPerSecond rate of image files, or maximum rate of a video; empty for 5, or for all frames of a video
 * @param speed speed relative to real time, greater than 0; infinite for as fast as possible. Capture times are the times of
 *     sending, so intervals that the topologies measure are not scaled
 * @param loop whether to start again at the end
 * @param spectrum light in which the pictures were taken
 * @param ringing whether the bell was pressed; such frames are never shed
 */
public record PublishRequest(
        String camera,
        SourceAddress source,
        OptionalDouble framesPerSecond,
        double speed,
        boolean loop,
        Spectrum spectrum,
        boolean ringing) {
    private static final double MAXIMUM_FRAMES_PER_SECOND = 1000;

    public PublishRequest {
        Identifier.require("camera", camera);
        if (framesPerSecond.isPresent()
                && !(framesPerSecond.getAsDouble() > 0 && framesPerSecond.getAsDouble() <= MAXIMUM_FRAMES_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "frames per second must be over 0 and at most 1000, not " + framesPerSecond.getAsDouble());
        }
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be greater than 0, not " + speed);
        }
    }
}
