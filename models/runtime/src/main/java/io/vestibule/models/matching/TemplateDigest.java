package io.vestibule.models.matching;

import io.vestibule.common.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/** SHA-256 of templates. */
final class TemplateDigest {

    private TemplateDigest() {}

    /** Digest of the values as big-endian IEEE floats, vector by vector. */
    static byte[] of(List<float[]> vectors) {
        MessageDigest digest = Sha256.newDigest();
        for (float[] vector : vectors) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
            bytes.asFloatBuffer().put(vector);
            digest.update(bytes);
        }
        return digest.digest();
    }
}
