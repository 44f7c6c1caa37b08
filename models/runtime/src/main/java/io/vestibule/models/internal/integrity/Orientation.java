package io.vestibule.models.internal.integrity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the pixels of a file lie (EXIF 2.32, tag 274).
 *
 * @param code 1 for upright, up to 8
 */
public record Orientation(int code) {

    /** The pixels need no rotation. */
    public static final Orientation UPRIGHT = new Orientation(1);

    private static final int EXIF = 0x45786966;
    private static final int EXIF_CHUNK = 0x45584946;

    /** "Exif" and two zeros. */
    private static final int EXIF_PREFIX = 6;

    private static final int LAST = 8;
    private static final int TAG = 274;
    private static final int ENTRY = 12;
    private static final int HEADER = 8;
    private static final short LITTLE = 0x4949;

    /** Reads it from the EXIF segment of a JPEG. */
    public static Orientation ofJpeg(ByteBuffer jpeg) {
        ByteBuffer bytes = jpeg.slice();
        int at = 2;
        while (at + 4 <= bytes.remaining() && bytes.get(at) == (byte) 0xFF) {
            int marker = bytes.get(at + 1) & 0xFF;
            int length = Short.toUnsignedInt(bytes.getShort(at + 2));
            if (marker == 0xDA || length < 2 || at + 2 + length > bytes.remaining()) {
                break;
            }
            int content = length - 2;
            if (marker == 0xE1 && content > EXIF_PREFIX && bytes.getInt(at + 4) == EXIF) {
                return ofExif(bytes.slice(at + 4 + EXIF_PREFIX, content - EXIF_PREFIX));
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    /** Reads it from the EXIF chunk of a WebP (RFC 9649, 2.7.1.5). */
    public static Orientation ofWebp(ByteBuffer webp) {
        ByteBuffer bytes = webp.slice().order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (at >= 0 && at <= bytes.remaining() - 8) {
            int length = bytes.getInt(at + 4);
            if (length < 0 || length > bytes.remaining() - at - 8) {
                break;
            }
            if (bytes.getInt(at) == Integer.reverseBytes(EXIF_CHUNK)) {
                return ofExif(withoutPrefix(bytes.slice(at + 8, length)));
            }
            at += 8 + length + (length & 1);
        }
        return UPRIGHT;
    }

    /** Some writers begin the chunk with the prefix of a JPEG segment. */
    private static ByteBuffer withoutPrefix(ByteBuffer exif) {
        boolean prefixed = exif.remaining() > EXIF_PREFIX && exif.getInt(0) == EXIF;
        return prefixed ? exif.slice(EXIF_PREFIX, exif.remaining() - EXIF_PREFIX) : exif;
    }

    /** Reads it from EXIF data, which begin with their byte order. Data that cannot be understood counts as upright. */
    public static Orientation ofExif(ByteBuffer exif) {
        ByteBuffer tiff = exif.slice().order(ByteOrder.BIG_ENDIAN);
        if (tiff.remaining() < HEADER) {
            return UPRIGHT;
        }
        tiff.order(tiff.getShort(0) == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 0 || directory > tiff.remaining() - 2) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int at = directory + 2; entries > 0 && at <= tiff.remaining() - ENTRY; at += ENTRY, entries--) {
            if (Short.toUnsignedInt(tiff.getShort(at)) == TAG) {
                int code = Short.toUnsignedInt(tiff.getShort(at + 8));
                return code >= 1 && code <= LAST ? new Orientation(code) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Whether width and height are exchanged. */
    public boolean isTurned() {
        return code > 4;
    }

    /** Whether the pixels need no rotation. */
    public boolean isUpright() {
        return code == 1;
    }
}
