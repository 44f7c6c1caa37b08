package io.vestibule.service.publish;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Turns the pictures of a video upright. Phones, and cameras mounted on their side, record with the sensor's orientation and add
 * a display matrix: {@code x' = a x + c y, y' = b x + d y}, with y downwards (ISO/IEC 14496-12, 8.3.2). Quarter turns and mirrored
 * pictures are supported; another matrix is ignored.
 */
record PictureOrientation(int a, int b, int c, int d) {
    static final PictureOrientation UPRIGHT = new PictureOrientation(1, 0, 0, 1);

    /** Number of integers of a display matrix. */
    static final int MATRIX_SIZE = 9;

    /** @param matrix display matrix of FFmpeg: nine fixed-point numbers, of which 0, 1, 3 and 4 rotate and mirror */
    static PictureOrientation of(int[] matrix) {
        PictureOrientation orientation = new PictureOrientation(
                Integer.signum(matrix[0]),
                Integer.signum(matrix[1]),
                Integer.signum(matrix[3]),
                Integer.signum(matrix[4]));
        return orientation.isQuarterTurn() ? orientation : UPRIGHT;
    }

    /** The picture as it must be seen; the same object if it is upright. */
    BufferedImage apply(BufferedImage picture) {
        if (equals(UPRIGHT)) {
            return picture;
        }
        AffineTransform turn = new AffineTransform(a, b, c, d, 0, 0);
        Rectangle2D turned = turn.createTransformedShape(
                        new Rectangle2D.Double(0, 0, picture.getWidth(), picture.getHeight()))
                .getBounds2D();
        AffineTransform shift = AffineTransform.getTranslateInstance(-turned.getX(), -turned.getY());
        shift.concatenate(turn);
        BufferedImage upright =
                new BufferedImage((int) turned.getWidth(), (int) turned.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = upright.createGraphics();
        graphics.drawImage(picture, shift, null);
        graphics.dispose();
        return upright;
    }

    private boolean isQuarterTurn() {
        boolean straight = a != 0 && d != 0 && b == 0 && c == 0;
        boolean sideways = a == 0 && d == 0 && b != 0 && c != 0;
        return straight || sideways;
    }
}
