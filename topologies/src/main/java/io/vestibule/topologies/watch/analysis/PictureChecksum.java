package io.vestibule.topologies.watch.analysis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A checksum of the data of a picture, without its metadata. Two pictures with the same checksum are taken as identical after
 * decoding. Time stamps and comments in metadata do not matter. CRC-32C takes a few microseconds per frame.
 */
final class PictureChecksum {

    private static final int JPEG_START = 0xFFD8;
    private static final int JPEG_COMMENT = 0xFE;
    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int PNG_CHUNK_OVERHEAD = 12;

    private PictureChecksum() {}

    static long of(ByteBuffer picture) {
        ByteBuffer bytes = picture.slice().order(ByteOrder.BIG_ENDIAN);
        CRC32C checksum = new CRC32C();
        if (bytes.remaining() >= 2 && Short.toUnsignedInt(bytes.getShort(0)) == JPEG_START) {
            updateJpeg(checksum, bytes);
        } else if (bytes.remaining() >= Long.BYTES && bytes.getLong(0) == PNG_SIGNATURE) {
            updatePng(checksum, bytes);
        } else {
            checksum.update(bytes);
        }
        return checksum.getValue();
    }

    /** Skips the segments APP0 to APP15 and COM between the start and the first other segment (ITU T.81, B.1.1.3). */
    private static void updateJpeg(CRC32C checksum, ByteBuffer bytes) {
        int at = 2;
        while (at + 4 <= bytes.limit()) {
            int marker = bytes.get(at + 1) & 0xFF;
            boolean metadata = (marker >= 0xE0 && marker <= 0xEF) || marker == JPEG_COMMENT;
            if (bytes.get(at) != (byte) 0xFF || !metadata) {
                break;
            }
            at += 2 + Short.toUnsignedInt(bytes.getShort(at + 2));
        }
        checksum.update(bytes.position(Math.min(at, bytes.limit())));
    }

    /** Skips ancillary chunks, whose names begin with a small letter (RFC 2083, 3.3). */
    private static void updatePng(CRC32C checksum, ByteBuffer bytes) {
        int at = Long.BYTES;
        while (at + PNG_CHUNK_OVERHEAD <= bytes.limit()) {
            int length = bytes.getInt(at);
            if (length < 0 || length > bytes.limit() - at - PNG_CHUNK_OVERHEAD) {
                break;
            }
            int end = at + PNG_CHUNK_OVERHEAD + length;
            if (Character.isUpperCase(bytes.get(at + 4))) {
                checksum.update(bytes.duplicate().position(at).limit(end));
            }
            at = end;
        }
        checksum.update(bytes.position(at));
    }
}
