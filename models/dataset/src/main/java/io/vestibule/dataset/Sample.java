package io.vestibule.dataset;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One face, and what the teacher says of it.
 *
 * @param name lower-case hex SHA-256 of the aligned face's pixels: the sample's immutable name
 * @param picture the face; null where it was left unread
 * @param label whose face it is
 * @param embedding the teacher's; its unit vector is rounded to halves, as it is kept in topics
 * @param likenesses to the most similar class centres, best first; empty where there are no centres
 * @param detections what the detector teacher found in the same frame, in shares of its width and height
 * @param features what a layer of the teacher saw; null where that was not kept
 * @param quality how usable the face is
 * @param source where it was found
 * @param spectrum what light it was taken in
 * @param consentExpires after this moment the sample may not be used; null where nothing expires
 */
public record Sample(
        String name,
        @Nullable FacePicture picture,
        Label label,
        Embedding embedding,
        List<ClassSimilarity> likenesses,
        List<Detection> detections,
        @Nullable TeacherFeatures features,
        FaceQuality quality,
        SampleSource source,
        Spectrum spectrum,
        @Nullable Instant consentExpires) {

    public Sample {
        DatasetDigests.checked("a sample's name", name);
        likenesses = List.copyOf(likenesses);
        detections = List.copyOf(detections);
        embedding = new Embedding(
                HalfFloats.decode(ByteBuffer.wrap(HalfFloats.encode(embedding.unit()))), embedding.norm());
    }

    /** Lower-case hex SHA-256 of the pixels, as they lie in memory. */
    public static String name(AlignedFace face) {
        return DatasetDigests.of(face.bgr());
    }

    /**
     * The pixels, decoded anew at each call.
     *
     * @throws IllegalStateException if the sample was read without faces
     * @throws DatasetException if the picture is damaged
     */
    public AlignedFace face() {
        if (picture == null) {
            throw new IllegalStateException("the sample was read without its face");
        }
        return picture.decode();
    }

    /** The same, if nothing forbids its use at that moment. */
    public boolean usableAt(Instant moment) {
        return consentExpires == null || moment.isBefore(consentExpires);
    }

    public Sample with(Label newLabel, List<ClassSimilarity> newLikenesses) {
        return new Sample(
                name,
                picture,
                newLabel,
                embedding,
                newLikenesses,
                detections,
                features,
                quality,
                source,
                spectrum,
                consentExpires);
    }
}
