package io.vestibule.lab.scenes.script;

/**
 * A picture of a face on the wall.
 *
 * @param x centre of the face, as a share of the frame's width
 * @param y centre of the face, as a share of the frame's height
 * @param faceWidth as a share of the frame's width
 */
public record Poster(Portrait portrait, double x, double y, double faceWidth) {}
