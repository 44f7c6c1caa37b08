package io.vestibule.topologies.teach;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of teaching: which faces are passed to the teacher, and what is stored of its output.
 *
 * @param teacher name of the model or ensemble that smaller models learn from
 * @param student name of a model whose disagreement with the teacher makes a face hard
 * @param limits limits of face quality. They are wider than for recognition, because students must also learn hard faces
 * @param share share of all faces that may be used, over 0 to 1. The face's hash selects them, so a replay selects the same
 *     faces
 * @param minimumInterval smallest capture time between two faces of a track
 * @param minimumDifference smallest mean difference, in grey levels of 255, between thumbnails of 16 x 16 pixels of a face and
 *     of the last used face of its track. In films of people in front of a camera, half of the faces a fifth of a second apart
 *     differed by less than 2, and half of the faces a second apart by more than 4
 * @param perTrack largest number of labels of a track, from 1
 * @param perCameraHour largest number of labels of a camera in an hour of capture time, from 1
 * @param perSubjectDay largest number of labels of a subject in a day of capture time (UTC), from 1. It is counted for each
 *     partition of the faces topic, and a partition contains all faces of some cameras
 * @param rememberedTracks number of tracks in the state of each camera, from 1; the least recently used is removed first
 * @param hardness settings for hard faces
 * @param similarities largest number of class centres in each label, from 1
 * @param labelReserve position of the label limit between the contract's threshold (0) and identity (1)
 * @param labelMargin smallest difference between the best and the second cosine, as a share of the same distance, 0 to 1
 * @param centresEvery largest age, in capture time, of the class centres while the gallery changes. Centres of an erased
 *     subject are removed at once
 * @param retention how long a label may be used after the capture of its face
 * @param keepFaces whether a label contains the face itself, which is then stored as long as the label
 */
@RecordBuilder
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
        require(!teacher.isBlank(), "teacher", "\"\"");
        require(student.filter(String::isBlank).isEmpty(), "student", "\"\"");
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

    /** The default settings, without a student. */
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

    private static void require(boolean condition, String name, Object value) {
        if (!condition) {
            throw new IllegalArgumentException("teaching: invalid " + name + " " + value);
        }
    }
}
