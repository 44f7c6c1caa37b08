package io.vestibule.topologies.teach;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.Quality;
import java.time.Instant;

/** A face that might be taken. */
record Sample(FaceHash hash, Thumbnail thumbnail, Quality quality, String track, Instant capturedAt) {

    static Sample of(AlignedFace face, Quality quality, String track, Instant capturedAt) {
        return new Sample(FaceHash.of(face), Thumbnail.of(face), quality, track, capturedAt);
    }
}
