package io.vestibule.models.face;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;

/**
 * A face as it was read from a frame.
 *
 * @param box in pixels of the frame as published
 * @param points in pixels of the frame as published
 * @param score the detector's, 0 to 1
 */
public record Face(BoundingBox box, FivePoints points, float score, AlignedFace aligned, FaceQuality quality) {}
