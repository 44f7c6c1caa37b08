package io.vestibule.lab.scenes;

import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * The head of somebody in a photograph, cut out with a soft edge: nobody else's face is in it.
 *
 * @param head with alpha; the face is {@link #FACE_WIDTH} pixels wide and its centre is the image's centre
 * @param faceHeight height of the face in pixels of {@code head}
 * @param coat colour of the coat she is given, for photographs end where neighbours begin
 */
record HeadImage(BufferedImage head, double faceHeight, Color coat) {

    static final int FACE_WIDTH = 160;
}
