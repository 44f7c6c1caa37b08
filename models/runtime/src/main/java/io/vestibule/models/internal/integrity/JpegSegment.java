package io.vestibule.models.internal.integrity;

import java.nio.charset.StandardCharsets;

/**
 * A marker segment of a JPEG (ITU T.81, B.1.1.4). Its length is checked, the access to its content as well.
 *
 * @param bytes contain the file
 * @param marker second byte of the marker
 * @param from offset of the content, after the length
 * @param end offset of the next byte after the content
 */
record JpegSegment(byte[] bytes, int marker, int from, int end) {

    private static final int LENGTH_BYTES = 2;

    /** @param at offset of the length */
    static JpegSegment read(byte[] bytes, int at, int limit, int marker) throws DamageException {
        if (at + LENGTH_BYTES > limit) {
            throw new DamageException("the file ends within a segment");
        }
        int length = ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
        if (length < LENGTH_BYTES || at + length > limit) {
            throw new DamageException("a segment is longer than the file");
        }
        return new JpegSegment(bytes, marker, at + LENGTH_BYTES, at + length);
    }

    /** Length of the content in bytes. */
    int size() {
        return end - from;
    }

    /** A byte of the content, 0 to 255. */
    int octet(int index) throws DamageException {
        if (index >= size()) {
            throw new DamageException("a segment is too short");
        }
        return bytes[from + index] & 0xFF;
    }

    /** Two bytes of the content, 0 to 65,535. */
    int number(int index) throws DamageException {
        return (octet(index) << 8) | octet(index + 1);
    }

    boolean startsWith(String text) throws DamageException {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < expected.length; i++) {
            if (octet(i) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
