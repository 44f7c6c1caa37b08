package io.vestibule.lab.label;

import io.vestibule.models.face.Face;
import io.vestibule.topologies.teach.FaceHash;

/**
 * Selects the faces whose feature map is kept. Maps are large, and methods that learn from hints need few of them.
 *
 * @param share of the faces, above 0 and up to 1; selected by the hash of the face
 */
public record FeatureSampling(double share) {

    /** The layer of the maps: the stem of the detector, which is computed for every photograph. */
    public static final String LAYER = "rfb-stem";

    boolean accepts(Face face) {
        return FaceHash.of(face.aligned()).fraction() < share;
    }
}
