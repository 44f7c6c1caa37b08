package io.vestibule.models.internal.integrity;

import java.nio.ByteBuffer;

/**
 * The header of a PNG.
 *
 * @param depth bits of a sample
 * @param channels samples of a pixel
 * @param needsPalette whether a sample is an index
 */
record PngHeader(int width, int height, int depth, int channels, boolean needsPalette, boolean interlaced) {

    private static final int TYPE = 0x49484452;
    private static final int BYTES = 13;

    /** libpng refuses a longer side. */
    private static final int LONGEST_SIDE = 1_000_000;

    static PngHeader read(PngChunk chunk) throws DamageException {
        ByteBuffer content = chunk.content();
        if (chunk.type() != TYPE || content.remaining() != BYTES) {
            throw new DamageException("the first chunk is no header");
        }
        int width = content.getInt(0);
        int height = content.getInt(4);
        int depth = content.get(8);
        int colours = content.get(9);
        int methods = content.get(10) | content.get(11);
        int interlace = content.get(12);
        if (width < 1 || height < 1 || Math.max(width, height) > LONGEST_SIDE) {
            throw new DamageException("a side is too long");
        }
        if (!isDepth(colours, depth) || methods != 0 || interlace < 0 || interlace > 1) {
            throw new DamageException("an unknown kind of pixels");
        }
        return new PngHeader(width, height, depth, channels(colours), colours == 3, interlace == 1);
    }

    /** Bytes of a row of {@code pixels}, without its filter. */
    int rowBytes(int pixels) {
        return (int) (((long) pixels * depth * channels + Byte.SIZE - 1) / Byte.SIZE);
    }

    private static boolean isDepth(int colours, int depth) {
        return switch (colours) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private static int channels(int colours) {
        return switch (colours) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }
}
