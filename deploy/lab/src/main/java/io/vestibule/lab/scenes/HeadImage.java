package io.vestibule.lab.scenes;

import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * A person's head from a photograph, cut out with a soft edge. It contains no other face.
 *
 * @param head with alpha channel; the face is {@link #FACE_WIDTH} pixels wide and centred in the image
 * @param faceHeight height of the face in pixels of {@code head}
 * @param coat colour of the drawn coat; photographs do not show enough of the real one
 */
record HeadImage(BufferedImage head, double faceHeight, Color coat) {

    static final int FACE_WIDTH = 160;
}
