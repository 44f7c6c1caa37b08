package io.vestibule.topologies.watch;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;

/**
 * Counts since the first frame of a camera. Immutable.
 *
 * @param frames analyzed frames
 * @param earlyExits analyzed frames for which the detector was left after its stem
 * @param shed frames that were shed
 * @param audits frames that were detected only as a sample of what the filter misses
 * @param auditMisses audits that found a live face which the filter would have missed
 * @param damaged frames whose picture was found to be damaged, analyzed or not
 * @param droppedFaces faces that were left out because their frame had more faces than the limit
 */
@RecordBuilder
record CameraCounts(
        long frames, long earlyExits, long shed, long audits, long auditMisses, long damaged, long droppedFaces) {

    static final CameraCounts NONE = new CameraCounts(0, 0, 0, 0, 0, 0, 0);

    CameraCounts plus(FrameAnalysis analysis) {
        return new CameraCounts(
                frames + 1,
                earlyExits + (analysis.earlyExit() ? 1 : 0),
                shed,
                audits + (analysis.audit() ? 1 : 0),
                auditMisses + analysis.missed(),
                damaged + (analysis.damaged() ? 1 : 0),
                droppedFaces + analysis.droppedFaces());
    }

    /** The counts after a frame that was too damaged to be analyzed. */
    CameraCounts plusUndecodable() {
        return CameraCountsBuilder.builder(this).damaged(damaged + 1).build();
    }

    CameraCounts plusShed() {
        return CameraCountsBuilder.builder(this).shed(shed + 1).build();
    }
}
