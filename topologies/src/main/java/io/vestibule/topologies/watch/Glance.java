package io.vestibule.topologies.watch;

import io.vestibule.models.Face;
import io.vestibule.models.motion.DistanceMap;
import java.util.List;
import java.util.Optional;

/**
 * What was seen in one frame.
 *
 * @param distances distance of each cell from the background; empty where there was none
 * @param earlyExit whether the detector was left after its stem
 * @param faces living faces: those on things that do not move are not among them
 */
record Glance(Optional<DistanceMap> distances, boolean earlyExit, List<Sight> faces) {

    /**
     * A living face.
     *
     * @param motion mean distance inside its box
     */
    record Sight(Face face, float motion) {}
}
