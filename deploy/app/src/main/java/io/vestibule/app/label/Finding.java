package io.vestibule.app.label;

import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Features;
import io.vestibule.models.Box;
import io.vestibule.models.Detection;
import io.vestibule.models.Embedding;
import io.vestibule.models.FivePoints;
import io.vestibule.models.Quality;
import java.util.List;
import java.util.Optional;

/** What came of one photograph, before anybody knows what the others are like. */
sealed interface Finding {

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
            Box box,
            FivePoints points,
            int width,
            int height,
            Quality quality,
            List<Detection> detections,
            Optional<Features> features,
            Embedding embedding)
            implements Finding {}

    /** SHA-256 of what was read of the photograph's file. */
    String file();

    /**
     * Nothing to learn from.
     *
     * @param why in words, for the list of those left out
     */
    record Skipped(String file, Omission reason, String why) implements Finding {}
}
