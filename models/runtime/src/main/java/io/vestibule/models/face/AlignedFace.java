package io.vestibule.models.face;

/**
 * A face turned upright and brought to one size: the 112x112 frame of the ArcFace template with a {@link #MARGIN} on
 * each side, so that crops which reach further (dlib's) and small shifts in training need no second look at the frame.
 *
 * @param bgr {@link #SIDE} rows of {@link #SIDE} pixels of blue, green, red; not to be changed
 */
public record AlignedFace(byte[] bgr) {

    /** Name of the alignment: five points onto the ArcFace template by a similarity transform, and the margin. */
    public static final String ALIGNMENT = "arcface-112+16";

    /** Side of the template's own frame. */
    public static final int TEMPLATE = 112;

    public static final int MARGIN = 16;
    public static final int SIDE = TEMPLATE + 2 * MARGIN;
    public static final int BYTES = SIDE * SIDE * 3;

    public AlignedFace {
        if (bgr.length != BYTES) {
            throw new IllegalArgumentException("an aligned face has " + BYTES + " bytes, not " + bgr.length);
        }
    }

    /** The same face, left and right exchanged. */
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
