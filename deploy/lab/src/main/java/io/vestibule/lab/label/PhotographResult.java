package io.vestibule.lab.label;

import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;
import java.util.List;
import java.util.Optional;

/** What came of one photograph, before anybody knows what the others are like. */
sealed interface PhotographResult {

    /**
     * A face, and the teacher's embedding of it.
     *
     * @param name of the face: SHA-256 of its pixels
     * @param box of the face, in pixels of the photograph
     * @param points of the face, in pixels of the photograph
     * @param width of the photograph in pixels
     * @param height of the photograph in pixels
     * @param detections what the detector found, best first; boxes in shares of the photograph's width and height
     * @param features what the detector's stem saw, for those faces of which it is wanted
     * @param embedding unrounded
     */
    record Seen(
            String file,
            String name,
            FacePicture picture,
            BoundingBox box,
            FivePoints points,
            int width,
            int height,
            FaceQuality quality,
            List<Detection> detections,
            Optional<TeacherFeatures> features,
            Embedding embedding)
            implements PhotographResult {}

    /** SHA-256 of what was read of the photograph's file. */
    String file();

    /**
     * Nothing to learn from.
     *
     * @param why in words, for the list of those left out
     */
    record Skipped(String file, SkipReason reason, String why) implements PhotographResult {}
}
