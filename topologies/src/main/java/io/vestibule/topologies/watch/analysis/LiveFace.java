package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.face.Face;

/**
 * The face of a person, not of a picture.
 *
 * @param motion mean distance from the background inside the face's box
 */
public record LiveFace(Face face, float motion) {}
