package io.vestibule.models.face;

/**
 * Suitability of a face for recognition, in independent measures.
 *
 * @param size shorter side of the face box, in pixels of the original frame
 * @param sharpness variance of the Laplacian of the aligned grey face (112x112); 0 for a uniform area, above 100 for a sharp face
 * @param brightness mean of the aligned grey face, 0 black to 1 white
 * @param yaw degrees about the vertical axis, 0 frontal, positive towards the right of the image; a coarse estimate from five points
 * @param pitch degrees about the horizontal axis, 0 frontal, positive up; a coarse estimate
 * @param roll degrees in the image plane, 0 upright, positive clockwise
 */
public record FaceQuality(float size, float sharpness, float brightness, float yaw, float pitch, float roll) {}
