package io.vestibule.models.image;

import io.vestibule.models.image.BadImageException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the size of a WebP (RFC 9649, 2). */
final class WebpHeader {

    private static final int BYTES = 30;
    private static final int CHUNK = 12;
    private static final int LOSSY = 0x56503820;
    private static final int LOSSLESS = 0x5650384C;
    private static final int EXTENDED = 0x56503858;

    private WebpHeader() {}

    static ImageSize size(ByteBuffer file) throws BadImageException {
        if (file.remaining() < BYTES) {
            throw new BadImageException(Fault.NOT_AN_IMAGE, "a WebP file without a header");
        }
        int kind = file.getInt(CHUNK);
        ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (kind) {
            case LOSSY -> new ImageSize(bytes.getShort(26) & 0x3FFF, bytes.getShort(28) & 0x3FFF, true);
            case LOSSLESS -> {
                int bits = bytes.getInt(21);
                yield new ImageSize((bits & 0x3FFF) + 1, ((bits >>> 14) & 0x3FFF) + 1, true);
            }
            case EXTENDED -> new ImageSize((bytes.getInt(24) & 0xFF_FFFF) + 1, (bytes.getInt(26) >>> 8) + 1, true);
            default -> throw new BadImageException(Fault.NOT_AN_IMAGE, "a WebP file without a header");
        };
    }
}
