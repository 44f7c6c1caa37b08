package io.vestibule.topologies.teach;

import io.vestibule.models.face.AlignedFace;
import java.nio.ByteBuffer;

/**
 * A small grey picture of a face, for the detection of near-duplicates: {@link #SIDE} rows of {@link #SIDE} pixels. Each pixel
 * is the mean of 7 x 7 pixels of the aligned face without its margin. The margin is ignored because movement behind a face
 * does not make it a different picture.
 */
final class Thumbnail {

    static final int SIDE = 16;
    private static final int CELL = AlignedFace.TEMPLATE / SIDE;

    private final byte[] grey;

    private Thumbnail(byte[] grey) {
        this.grey = grey;
    }

    static Thumbnail of(AlignedFace face) {
        byte[] grey = new byte[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int top = AlignedFace.MARGIN + row * CELL;
                int left = AlignedFace.MARGIN + column * CELL;
                grey[row * SIDE + column] = (byte) mean(face.bgr(), top, left);
            }
        }
        return new Thumbnail(grey);
    }

    /** Restores a thumbnail from its bytes. */
    static Thumbnail of(ByteBuffer bytes) {
        byte[] grey = new byte[bytes.remaining()];
        bytes.duplicate().get(grey);
        return new Thumbnail(grey);
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(grey);
    }

    /** Mean absolute difference in grey levels, 0 to 255. */
    float difference(Thumbnail other) {
        int sum = 0;
        for (int i = 0; i < grey.length; i++) {
            sum += Math.abs(Byte.toUnsignedInt(grey[i]) - Byte.toUnsignedInt(other.grey[i]));
        }
        return (float) sum / grey.length;
    }

    /** Mean luma by ITU-R BT.601, with the weights 29, 150 and 77 of 256 for blue, green and red. */
    private static int mean(byte[] bgr, int top, int left) {
        int sum = 0;
        for (int row = top; row < top + CELL; row++) {
            for (int column = left; column < left + CELL; column++) {
                int at = 3 * (row * AlignedFace.SIDE + column);
                sum += 29 * Byte.toUnsignedInt(bgr[at])
                        + 150 * Byte.toUnsignedInt(bgr[at + 1])
                        + 77 * Byte.toUnsignedInt(bgr[at + 2]);
            }
        }
        return sum / (256 * CELL * CELL);
    }
}
