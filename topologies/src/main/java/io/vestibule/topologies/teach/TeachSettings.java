package io.vestibule.topologies.teach;

import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * Which faces are given to the teacher, and what is kept of its word.
 *
 * @param teacher name of the model, or of several in concert, that smaller ones learn from
 * @param student name of a model that is asked, too: a face on which it disagrees with the teacher is a hard one
 * @param limits what a face must be like; wider than for recognition, since students are to learn the hard ones, too
 * @param share share of all faces that may be taken, over 0 to 1. Which ones is said by the face's hash, so the same faces
 *     are taken wherever and whenever they are seen again
 * @param minimumInterval capture time between two faces of a track, at least
 * @param minimumDifference grey levels (of 255) by which a face must differ, on the mean, from the last one of its track that
 *     was taken; both as thumbnails of 16 x 16. In films of people who sit before a camera, half of the faces a fifth of a
 *     second apart differed by less than 2, half of those a second apart by more than 4
 * @param perTrack faces of one track, at most, from 1
 * @param perCameraHour faces of one camera in an hour of capture time, at most, from 1
 * @param perSubjectDay faces with the label of one subject in a day of capture time (UTC), at most, from 1; counted for each
 *     partition of the faces topic, which are all faces of some cameras
 * @param rememberedTracks tracks remembered for each camera, from 1; the least lately taught is forgotten first
 * @param hardness which faces are hard ones, and how many of the others are taken
 * @param similarities class centres told with each face, at most, from 1
 * @param labelReserve how similar the nearest centre must be for a label, as the share of the way from the contract's own
 *     threshold (0) to identity (1)
 * @param labelMargin how far the nearest centre must be ahead of the next, as a share of the same way, 0 to 1
 * @param centresEvery how old, in capture time, the class centres that labels are given by may be before they are taken anew
 *     from a gallery that has changed; those of a subject that was erased are taken out at once
 * @param retention how long a label may be used after its face was seen
 * @param keepFaces whether a label holds the face itself, too. It is then kept as long as labels are
 */
public record TeachSettings(
        String teacher,
        Optional<String> student,
        FaceLimits limits,
        double share,
        Duration minimumInterval,
        float minimumDifference,
        int perTrack,
        int perCameraHour,
        int perSubjectDay,
        int rememberedTracks,
        HardnessSettings hardness,
        int similarities,
        float labelReserve,
        float labelMargin,
        Duration centresEvery,
        Duration retention,
        boolean keepFaces) {

    public TeachSettings {
        require(!teacher.isBlank(), "teacher", "empty");
        require(student.filter(String::isBlank).isEmpty(), "student", "empty");
        require(share > 0 && share <= 1, "share", share);
        require(!minimumInterval.isNegative(), "minimum interval", minimumInterval);
        require(minimumDifference >= 0 && minimumDifference <= 255, "minimum difference", minimumDifference);
        require(perTrack >= 1, "faces per track", perTrack);
        require(perCameraHour >= 1, "faces per camera and hour", perCameraHour);
        require(perSubjectDay >= 1, "faces per subject and day", perSubjectDay);
        require(rememberedTracks >= 1, "remembered tracks", rememberedTracks);
        require(similarities >= 1, "similarities", similarities);
        require(labelReserve >= 0 && labelReserve <= 1, "label reserve", labelReserve);
        require(labelMargin >= 0 && labelMargin <= 1, "label margin", labelMargin);
        require(!centresEvery.isNegative(), "age of class centres", centresEvery);
        require(!retention.isNegative() && !retention.isZero(), "retention", retention);
    }

    public static TeachSettings defaults() {
        return new TeachSettings(
                "mobilefacenet",
                Optional.empty(),
                new FaceLimits(32, 10, 0.05f, 0.97f, 70, 50, 60),
                1,
                Duration.ofSeconds(1),
                5,
                10,
                600,
                500,
                32,
                HardnessSettings.defaults(),
                5,
                0.1f,
                0.1f,
                Duration.ofSeconds(10),
                Duration.ofDays(30),
                false);
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("teaching: " + what + " cannot be " + value);
        }
    }
}
