package io.vestibule.lab.label;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.FaceQuality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The analysis of one photograph. It does not depend on other photographs. {@link BatchJournal} stores it as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(name = "analysed", value = PhotographResult.AnalysedFace.class),
    @JsonSubTypes.Type(name = "skipped", value = PhotographResult.Skipped.class)
})
sealed interface PhotographResult {

    /** SHA-256 of the bytes of the photograph. */
    String file();

    /**
     * A usable face.
     *
     * @param name of the face: SHA-256 of its pixels
     * @param detections all faces in the photograph, best first; boxes in fractions of its width and height
     * @param features feature map of the detector's stem; null if it is not kept
     * @param embedding not rounded
     */
    record AnalysedFace(
            String file,
            String name,
            FacePicture picture,
            FaceQuality quality,
            List<Detection> detections,
            @Nullable TeacherFeatures features,
            Embedding embedding)
            implements PhotographResult {}

    /**
     * A photograph without a usable face.
     *
     * @param explanation for the list of skipped files
     */
    record Skipped(String file, SkipReason reason, String explanation) implements PhotographResult {}
}
