package io.vestibule.models.image;

import io.vestibule.models.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads width and height from the first bytes of a JPEG (ITU T.81, B.2) or PNG (RFC 2083, 4.1.1). */
final class ImageHeader {

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int JPEG_START = 0xFFD8;
    private static final int JPEG_END = 0xFFD9;
    private static final int SCAN_START = 0xFFDA;

    private ImageHeader() {}

    static EncodedImage read(ByteBuffer image, long maximumPixels) throws BadImageException {
        ByteBuffer bytes = image.duplicate().order(ByteOrder.BIG_ENDIAN);
        if (!bytes.hasRemaining()) {
            throw new BadImageException(Fault.EMPTY, "no bytes");
        }
        long size = size(bytes.slice());
        int width = (int) (size >>> 32);
        int height = (int) size;
        if (width <= 0 || height <= 0) {
            throw new BadImageException(Fault.ZERO_SIZE, "the header gives " + width + "x" + height);
        }
        if ((long) width * height > maximumPixels) {
            throw new BadImageException(
                    Fault.TOO_MANY_PIXELS,
                    "the header gives " + width + "x" + height + ", more than " + maximumPixels + " pixels");
        }
        return new EncodedImage(image, width, height);
    }

    /** Whether an end marker follows the data of a JPEG, also before trailing bytes. True for a PNG, which has checksums. */
    static boolean hasEnd(ByteBuffer image) {
        ByteBuffer bytes = image.slice().order(ByteOrder.BIG_ENDIAN);
        if (bytes.remaining() < 4 || Short.toUnsignedInt(bytes.getShort(0)) != JPEG_START) {
            return true;
        }
        int data = jpegData(bytes);
        for (int at = bytes.remaining() - 2; at >= data; at--) {
            // Within the data, 00 or a restart marker follows each byte of FF (ITU T.81, B.1.1.5).
            if (Short.toUnsignedInt(bytes.getShort(at)) == JPEG_END) {
                return true;
            }
        }
        return false;
    }

    /** Offset of the first scan. A thumbnail before it may have an end marker of its own. */
    private static int jpegData(ByteBuffer bytes) {
        int at = 2;
        while (at + 4 <= bytes.remaining()) {
            int marker = Short.toUnsignedInt(bytes.getShort(at));
            if (marker == SCAN_START) {
                break;
            }
            at += marker == 0xFFFF ? 1 : 2 + Short.toUnsignedInt(bytes.getShort(at + 2));
        }
        return at;
    }

    /** Width in the upper 32 bits, height in the lower 32 bits. */
    private static long size(ByteBuffer bytes) throws BadImageException {
        if (bytes.remaining() >= 24 && bytes.getLong(0) == PNG_SIGNATURE) {
            return ((long) bytes.getInt(16) << 32) | (bytes.getInt(20) & 0xFFFF_FFFFL);
        }
        if (bytes.remaining() >= 4 && Short.toUnsignedInt(bytes.getShort(0)) == JPEG_START) {
            return jpegSize(bytes);
        }
        throw new BadImageException(Fault.NOT_AN_IMAGE, "neither JPEG nor PNG");
    }

    /** Skips markers up to the one that starts a frame. */
    private static long jpegSize(ByteBuffer bytes) throws BadImageException {
        int at = 2;
        while (at + 9 <= bytes.remaining()) {
            int marker = Short.toUnsignedInt(bytes.getShort(at));
            if (marker >>> 8 != 0xFF) {
                break;
            }
            if (marker == 0xFFFF) { // a fill byte
                at++;
            } else if (startsFrame(marker & 0xFF)) {
                int height = Short.toUnsignedInt(bytes.getShort(at + 5));
                int width = Short.toUnsignedInt(bytes.getShort(at + 7));
                return ((long) width << 32) | height;
            } else {
                at += 2 + Short.toUnsignedInt(bytes.getShort(at + 2));
            }
        }
        throw new BadImageException(Fault.NOT_AN_IMAGE, "a JPEG without a frame header");
    }

    /** SOF0 to SOF15, without DHT (C4), JPG (C8) and DAC (CC), which share their range. */
    private static boolean startsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
