package io.vestibule.models.internal.integrity;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A chunk of a PNG whose checksum is correct.
 *
 * @param type four letters
 * @param content without length, type and checksum
 * @param encoded with them
 */
record PngChunk(int type, ByteBuffer content, byte[] encoded) {

    private static final int LENGTH_BYTES = 4;
    private static final int TYPE_BYTES = 4;
    private static final int CHECKSUM_BYTES = 4;

    /** Reads the next chunk and moves the position of the file after it. */
    static PngChunk read(ByteBuffer file) throws DamageException {
        if (file.remaining() < LENGTH_BYTES + TYPE_BYTES + CHECKSUM_BYTES) {
            throw new DamageException("the file ends early");
        }
        int length = file.getInt(file.position());
        int frame = LENGTH_BYTES + TYPE_BYTES + CHECKSUM_BYTES;
        if (length < 0 || length > file.remaining() - frame) {
            throw new DamageException("a chunk is longer than the file");
        }
        byte[] encoded = new byte[length + frame];
        file.get(encoded);
        ByteBuffer chunk = ByteBuffer.wrap(encoded);
        if (chunk.getInt(encoded.length - CHECKSUM_BYTES) != checksum(encoded)) {
            throw new DamageException("a checksum is wrong");
        }
        return new PngChunk(chunk.getInt(LENGTH_BYTES), chunk.slice(LENGTH_BYTES + TYPE_BYTES, length), encoded);
    }

    /** A chunk of its own. */
    static byte[] encode(int type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(LENGTH_BYTES + TYPE_BYTES + content.length + CHECKSUM_BYTES);
        chunk.putInt(content.length).putInt(type).put(content);
        chunk.putInt(checksum(chunk.array()));
        return chunk.array();
    }

    private static int checksum(byte[] encoded) {
        CRC32 checksum = new CRC32();
        checksum.update(encoded, LENGTH_BYTES, encoded.length - LENGTH_BYTES - CHECKSUM_BYTES);
        return (int) checksum.getValue();
    }
}
