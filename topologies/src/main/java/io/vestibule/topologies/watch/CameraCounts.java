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
 */
@RecordBuilder
record CameraCounts(long frames, long earlyExits, long shed, long audits, long auditMisses) {

    static final CameraCounts NONE = new CameraCounts(0, 0, 0, 0, 0);

    CameraCounts plus(FrameAnalysis analysis) {
        return new CameraCounts(
                frames + 1,
                earlyExits + (analysis.earlyExit() ? 1 : 0),
                shed,
                audits + (analysis.audit() ? 1 : 0),
                auditMisses + analysis.missed());
    }

    CameraCounts plusShed() {
        return CameraCountsBuilder.builder(this).shed(shed + 1).build();
    }
}
