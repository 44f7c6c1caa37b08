package io.vestibule.topologies.teach;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.topologies.faces.HashSampling;
import java.nio.ByteBuffer;

/**
 * The immutable name of an aligned face: the SHA-256 of its pixels. A sighting that is delivered again has the same name.
 *
 * @param hex lower case, 64 digits
 */
public record FaceHash(String hex) {

    public static FaceHash of(AlignedFace face) {
        return new FaceHash(HashSampling.hex(ByteBuffer.wrap(face.bgr())));
    }

    /** The hash as a number from 0 up to, but not, 1: as good as drawn by lot, and always the same for the same face. */
    public double lot() {
        return HashSampling.lot(hex);
    }
}
