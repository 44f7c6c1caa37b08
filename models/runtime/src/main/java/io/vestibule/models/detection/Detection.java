package io.vestibule.models.detection;

import io.vestibule.models.geometry.BoundingBox;

/**
 * A face that the detector found.
 *
 * @param box relative to the frame's width and height, 0 to 1
 * @param score 0 to 1
 */
public record Detection(BoundingBox box, float score) {}
