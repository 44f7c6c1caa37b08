package io.vestibule.topologies.teach;

import static io.vestibule.common.Checks.require;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of teaching: which faces are passed to the teacher, and what is stored of its output.
 *
 * @param teacher model that computes soft labels; {@code teacher} is an ensemble of several (embedder of {@code models list},
 *     or {@code teacher}). A student shares the embedding space of one network, so it should learn from one
 * @param student model that is compared with the teacher: a face on which they disagree is hard (embedder of {@code models
 *     list})
 * @param limits limits of a face that is labelled; wider than for recognition, so that students also learn hard faces
 * @param share share of faces that may be labelled, chosen by the hash of the face (share, over 0 to 1). The same faces are
 *     chosen in every process and every replay
 * @param minimumInterval minimum capture time between two labelled faces of a track (duration, 0 or more)
 * @param minimumDifference minimum mean difference from the track's last labelled face, as thumbnails of 16 x 16 (grey
 *     levels, 0 to 255). In films of people who sit before a camera, half of the faces 0.2 s apart differed by less than 2.
 *     Half of those 1 s apart differed by more than 4
 * @param perTrack maximum labelled faces per track (1 or more)
 * @param perCameraHour maximum labelled faces per camera and hour of capture time (1 or more)
 * @param perSubjectDay maximum labelled faces per subject and UTC day, counted per partition of the faces topic (1 or more)
 * @param rememberedTracks tracks kept in state per camera; the least recently used is dropped first (1 to 500)
 * @param hardness which faces are hard, and how many others are labelled
 * @param similarities maximum class centres stored with each label (1 to 100)
 * @param labelReserve how far above the threshold the nearest centre must be, as a share of threshold to 1 (share, 0 to 1)
 * @param labelMargin minimum lead of the nearest centre over the next one, as a share of threshold to 1 (share, 0 to 1)
 * @param centresEvery minimum capture time between two versions of the class centres (duration, 0 or more). An erased subject
 *     is removed at once. A version takes about 1.2 KB per subject and is kept as long as labels are, so a large gallery that
 *     changes often needs a longer interval
 * @param retention how long a label may be used after the capture of its face (duration, over 0)
 * @param keepFaces whether a label contains the pixels of the face ({@code true}, {@code false}). They are then kept as long
 *     as labels are, and not for one day
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
        require(!teacher.isBlank(), "teaching", "teacher", "\"\"");
        require(student.filter(String::isBlank).isEmpty(), "teaching", "student", "\"\"");
        require(share > 0 && share <= 1, "teaching", "share", share);
        require(!minimumInterval.isNegative(), "teaching", "minimum interval", minimumInterval);
        require(
                minimumDifference >= 0 && minimumDifference <= 255,
                "teaching",
                "minimum difference",
                minimumDifference);
        require(perTrack >= 1, "teaching", "faces per track", perTrack);
        require(perCameraHour >= 1, "teaching", "faces per camera and hour", perCameraHour);
        require(perSubjectDay >= 1, "teaching", "faces per subject and day", perSubjectDay);
        require(rememberedTracks >= 1 && rememberedTracks <= 500, "teaching", "remembered tracks", rememberedTracks);
        require(similarities >= 1 && similarities <= 100, "teaching", "similarities", similarities);
        require(labelReserve >= 0 && labelReserve <= 1, "teaching", "label reserve", labelReserve);
        require(labelMargin >= 0 && labelMargin <= 1, "teaching", "label margin", labelMargin);
        require(!centresEvery.isNegative(), "teaching", "age of class centres", centresEvery);
        require(!retention.isNegative() && !retention.isZero(), "teaching", "retention", retention);
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
}
