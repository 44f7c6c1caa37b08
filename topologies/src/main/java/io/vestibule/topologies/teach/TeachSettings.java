package io.vestibule.topologies.teach;

import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;

/**
 * Which faces are given to the teacher, and what is kept of its word.
 *
 * @param limits what a face must be like; wider than for recognition, since students are to learn the hard ones, too
 * @param share share of all faces that may be taken, over 0 to 1. Which ones is said by the face's hash, so the same faces
 *     are taken wherever and whenever they are seen again
 * @param minimumInterval capture time between two faces of a track, at least
 * @param minimumDifference grey levels (of 255) by which a face must differ, on the mean, from the last one of its track that
 *     was taken; both as thumbnails of 16 x 16. In films of people who sit before a camera, half of the faces a fifth of a
 *     second apart differed by less than 2, half of those a second apart by more than 4
 * @param perTrack faces of one track, at most, from 1
 * @param perCameraHour faces of one camera in an hour of capture time, at most, from 1
 * @param rememberedTracks tracks remembered for each camera, from 1; the least lately taught is forgotten first
 * @param similarities class centres told with each face, at most, from 1
 * @param labelReserve how similar the nearest centre must be for a label, as the share of the way from the contract's own
 *     threshold (0) to identity (1)
 * @param labelMargin how far the nearest centre must be ahead of the next, as a share of the same way, 0 to 1
 * @param retention how long a label may be used after its face was seen
 */
public record TeachSettings(
        FaceLimits limits,
        double share,
        Duration minimumInterval,
        float minimumDifference,
        int perTrack,
        int perCameraHour,
        int rememberedTracks,
        int similarities,
        float labelReserve,
        float labelMargin,
        Duration retention) {

    public TeachSettings {
        require(share > 0 && share <= 1, "share", share);
        require(!minimumInterval.isNegative(), "minimum interval", minimumInterval);
        require(minimumDifference >= 0 && minimumDifference <= 255, "minimum difference", minimumDifference);
        require(perTrack >= 1, "faces per track", perTrack);
        require(perCameraHour >= 1, "faces per camera and hour", perCameraHour);
        require(rememberedTracks >= 1, "remembered tracks", rememberedTracks);
        require(similarities >= 1, "similarities", similarities);
        require(labelReserve >= 0 && labelReserve <= 1, "label reserve", labelReserve);
        require(labelMargin >= 0 && labelMargin <= 1, "label margin", labelMargin);
        require(!retention.isNegative() && !retention.isZero(), "retention", retention);
    }

    public static TeachSettings defaults() {
        return new TeachSettings(
                new FaceLimits(32, 10, 0.05f, 0.97f, 70, 50, 60),
                1,
                Duration.ofSeconds(1),
                5,
                10,
                600,
                32,
                5,
                0.1f,
                0.1f,
                Duration.ofDays(30));
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("teaching: " + what + " cannot be " + value);
        }
    }
}
