package io.vestibule.models.face;

/**
 * How usable a face is for recognition, each measure on its own.
 *
 * @param size shorter side of the face box in pixels of the frame as published
 * @param sharpness variance of the Laplacian of the aligned grey face (112x112); 0 is flat, over 100 crisp
 * @param brightness mean of the aligned grey face, 0 black to 1 white
 * @param yaw degrees about the vertical axis, 0 frontal, positive towards the image's right; from five points, so coarse
 * @param pitch degrees about the horizontal axis, 0 frontal, positive up; coarse
 * @param roll degrees in the image plane, 0 upright, positive clockwise
 */
public record FaceQuality(float size, float sharpness, float brightness, float yaw, float pitch, float roll) {}
