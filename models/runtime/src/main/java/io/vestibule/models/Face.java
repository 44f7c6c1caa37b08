package io.vestibule.models;

/**
 * A face as it was read from a frame.
 *
 * @param box in pixels of the frame as published
 * @param points in pixels of the frame as published
 * @param score the detector's, 0 to 1
 */
public record Face(Box box, FivePoints points, float score, AlignedFace aligned, Quality quality) {}
