package io.vestibule.models.face;

/**
 * An upright face of fixed size: the 112x112 crop of the ArcFace template with a {@link #MARGIN} on each side. The margin allows
 * larger crops (dlib's) and small shifts in training without the original frame.
 *
 * @param bgr {@link #SIDE} rows of {@link #SIDE} pixels of blue, green, red; must not be changed
 */
public record AlignedFace(byte[] bgr) {

    /** Name of the alignment: five points onto the ArcFace template by a similarity transform, and the margin. */
    public static final String ALIGNMENT = "arcface-112+16";

    /** Side of the template's crop, in pixels. */
    public static final int TEMPLATE = 112;

    /** Pixels on each side of the template's crop. */
    public static final int MARGIN = 16;
    /** Side of the whole image, in pixels. */
    public static final int SIDE = TEMPLATE + 2 * MARGIN;

    public static final int BYTES = SIDE * SIDE * 3;

    public AlignedFace {
        if (bgr.length != BYTES) {
            throw new IllegalArgumentException("an aligned face must have " + BYTES + " bytes, but has " + bgr.length);
        }
    }

    /** The mirror image. */
    public AlignedFace mirrored() {
        byte[] mirrored = new byte[BYTES];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int from = 3 * (row * SIDE + column);
                int to = 3 * (row * SIDE + SIDE - 1 - column);
                mirrored[to] = bgr[from];
                mirrored[to + 1] = bgr[from + 1];
                mirrored[to + 2] = bgr[from + 2];
            }
        }
        return new AlignedFace(mirrored);
    }
}
