package io.vestibule.topologies.teach;

import io.vestibule.common.Sha256;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.topologies.faces.HashSampling;
import java.nio.ByteBuffer;

/**
 * The immutable name of an aligned face: the SHA-256 of its pixels. A sighting that is delivered twice has the same name.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record FaceHash(String hex) {

    public static FaceHash of(AlignedFace face) {
        return new FaceHash(Sha256.hex(ByteBuffer.wrap(face.bgr())));
    }

    /** Maps the hash to a number in [0, 1), for sampling. The same face always has the same number. */
    public double fraction() {
        return HashSampling.fraction(hex);
    }
}
