package io.vestibule.models.face;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;

/**
 * A face in a frame, with its aligned crop.
 *
 * @param box in pixels of the original frame
 * @param points in pixels of the original frame
 * @param score of the detector, 0 to 1
 */
public record Face(BoundingBox box, FivePoints points, float score, AlignedFace aligned, FaceQuality quality) {}
