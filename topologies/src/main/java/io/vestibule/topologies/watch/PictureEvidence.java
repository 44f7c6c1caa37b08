package io.vestibule.topologies.watch;

import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;

/**
 * What an analysed picture contributes to the state of its camera.
 *
 * @param checksum checksum of the picture's data
 * @param damaged whether a part of the picture is damaged
 */
record PictureEvidence(View view, long checksum, boolean damaged) {

    static PictureEvidence of(FrameAnalysis analysis) {
        return new PictureEvidence(analysis.view(), analysis.checksum(), analysis.damaged());
    }
}
