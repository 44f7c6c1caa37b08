package io.vestibule.models.matching;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 of vectors. */
final class TemplateDigest {

    private TemplateDigest() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Over the values as big-endian IEEE floats, vector by vector. */
    static byte[] of(List<float[]> vectors) {
        MessageDigest digest = sha256();
        for (float[] vector : vectors) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
            bytes.asFloatBuffer().put(vector);
            digest.update(bytes);
        }
        return digest.digest();
    }
}
