package io.vestibule.lab.scenes.script;

/**
 * A picture of a face on the wall.
 *
 * @param portrait whose face it shows
 * @param x of the face's centre, as a share of the frame's width
 * @param y of the face's centre, as a share of the frame's height
 * @param faceWidth width of the face as a share of the frame's width
 */
public record Poster(Portrait portrait, double x, double y, double faceWidth) {}
