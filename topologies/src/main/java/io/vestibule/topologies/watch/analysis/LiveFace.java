package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.face.Face;

/**
 * A face that was classified as live: a person, not a motionless picture of one.
 *
 * @param motion mean distance from the background inside the face's box
 */
public record LiveFace(Face face, float motion) {}
