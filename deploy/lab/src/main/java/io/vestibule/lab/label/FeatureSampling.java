package io.vestibule.lab.label;

import io.vestibule.models.face.Face;
import io.vestibule.topologies.teach.FaceHash;

/**
 * Of which faces a feature map is kept: it is large, and methods that learn from hints need few.
 *
 * @param share of the faces, over 0 to 1; drawn by the face's hash
 */
public record FeatureSampling(double share) {

    /** The layer of which maps are kept: the detector's stem, which is computed anyway. */
    public static final String LAYER = "rfb-stem";

    boolean takes(Face face) {
        return FaceHash.of(face.aligned()).fraction() < share;
    }
}
