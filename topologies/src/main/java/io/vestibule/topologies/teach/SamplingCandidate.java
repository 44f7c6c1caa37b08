package io.vestibule.topologies.teach;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import java.time.Instant;

/** The properties of a face that the sampling rules use. */
record SamplingCandidate(FaceHash hash, Thumbnail thumbnail, FaceQuality quality, String track, Instant capturedAt) {

    static SamplingCandidate of(AlignedFace face, FaceQuality quality, String track, Instant capturedAt) {
        return new SamplingCandidate(FaceHash.of(face), Thumbnail.of(face), quality, track, capturedAt);
    }
}
