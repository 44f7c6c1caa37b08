package io.vestibule.lab.scenes.script;

/**
 * How a photograph for enrolment differs from what the cameras will see of the same person.
 *
 * @param faceWidth of the face in pixels
 * @param turn degrees by which the picture is turned, positive clockwise
 * @param brightness factor, 1 as it is
 * @param blur radius of the blur in pixels, 0 for none
 * @param quality of the JPEG, 0 to 1
 */
public record PhotoRendering(int faceWidth, double turn, float brightness, int blur, float quality) {}
