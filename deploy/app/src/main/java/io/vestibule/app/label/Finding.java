package io.vestibule.app.label;

import io.vestibule.app.label.MainFace.Sight;
import io.vestibule.models.AlignedFace;
import io.vestibule.models.Detection;
import io.vestibule.models.Embedding;
import io.vestibule.models.Quality;
import java.util.List;
import java.util.Optional;

/** What came of one photograph, before anybody knows what the others are like. */
sealed interface Finding {

    /**
     * A face, and the teacher's embedding of it.
     *
     * @param detections what the detector found in the photograph, best first; boxes in pixels of the photograph
     * @param features what the detector's stem saw, for those faces of which it is wanted
     */
    record Seen(
            AlignedFace face,
            Quality quality,
            List<Detection> detections,
            Optional<MainFace.Features> features,
            Embedding embedding)
            implements Finding {

        static Seen of(Sight sight, Embedding embedding) {
            return new Seen(
                    sight.face().aligned(), sight.face().quality(), sight.detections(), sight.features(), embedding);
        }
    }

    /**
     * Nothing to learn from.
     *
     * @param why in words, for the list of those left out
     */
    record Skipped(Reason reason, String why) implements Finding {}

    /** Why a photograph gives no sample. */
    enum Reason {
        /** The file cannot be read, or is no image. */
        UNREADABLE,
        /** The detector finds no face. */
        NO_FACE,
        /** The face is too small, blurred, badly lit or turned away, by the limits of teaching. */
        POOR,
        /** Pixel for pixel the face of an earlier photograph. */
        REPEATED
    }
}
