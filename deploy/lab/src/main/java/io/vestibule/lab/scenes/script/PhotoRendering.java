package io.vestibule.lab.scenes.script;

/**
 * Changes to a portrait for enrolment, so that it differs from the picture that the cameras show.
 *
 * @param faceWidth in pixels
 * @param turn rotation in degrees, clockwise
 * @param brightness factor; 1 leaves it unchanged
 * @param blur radius in pixels; 0 for none
 * @param quality of the JPEG, 0 to 1
 */
public record PhotoRendering(int faceWidth, double turn, float brightness, int blur, float quality) {}
