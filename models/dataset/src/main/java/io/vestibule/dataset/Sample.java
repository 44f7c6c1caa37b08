package io.vestibule.dataset;

import io.vestibule.common.Sha256;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One face with its soft label.
 *
 * @param name lower-case hex SHA-256 of the pixels of the aligned face: the immutable id of the sample
 * @param picture the face; null if it was not read
 * @param label identity of the face
 * @param embedding of the teacher; its unit vector is rounded to half floats, as in topics
 * @param similarities to the most similar class centres, best first; empty without centres
 * @param detections all faces that the detector found in the frame; boxes in fractions of its width and height
 * @param features feature map of a teacher layer; null if it was not kept
 * @param quality of the face
 * @param source where the face was found
 * @param spectrum light of the picture
 * @param consentExpiresAt the sample must not be used from this time on; null for no limit
 */
public record Sample(
        String name,
        @Nullable FacePicture picture,
        Label label,
        Embedding embedding,
        List<ClassSimilarity> similarities,
        List<Detection> detections,
        @Nullable TeacherFeatures features,
        FaceQuality quality,
        SampleSource source,
        Spectrum spectrum,
        @Nullable Instant consentExpiresAt) {

    public Sample {
        Sha256Format.require("the name of a sample", name);
        similarities = List.copyOf(similarities);
        detections = List.copyOf(detections);
        embedding = new Embedding(HalfFloats.round(embedding.unit()), embedding.norm());
    }

    /** Lower-case hex SHA-256 of the pixels. */
    public static String name(AlignedFace face) {
        return Sha256.hex(face.bgr());
    }

    /**
     * The pixels, decoded at each call.
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

    /** Whether consent allows the use of the sample at that time. */
    public boolean usableAt(Instant time) {
        return consentExpiresAt == null || time.isBefore(consentExpiresAt);
    }

    /**
     * The sample with its similarities to these centres. A label from a folder also gets its score: the cosine to its own centre.
     *
     * @param limit maximum number of similarities
     */
    public Sample comparedWith(Centres centres, int limit) {
        float[] unit = embedding.unit();
        Label scored = label.origin() == Label.Origin.FOLDER && label.identity() != null
                ? label.withScore(centres.similarity(label.identity(), unit).orElse(null))
                : label;
        return with(scored, centres.nearest(unit, limit));
    }

    /** The sample with other similarities. */
    public Sample withSimilarities(List<ClassSimilarity> newSimilarities) {
        return with(label, newSimilarities);
    }

    private Sample with(Label newLabel, List<ClassSimilarity> newSimilarities) {
        return new Sample(
                name,
                picture,
                newLabel,
                embedding,
                newSimilarities,
                detections,
                features,
                quality,
                source,
                spectrum,
                consentExpiresAt);
    }
}
