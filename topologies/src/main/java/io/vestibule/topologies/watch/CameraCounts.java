package io.vestibule.topologies.watch;

import io.vestibule.topologies.watch.analysis.FrameAnalysis;

/**
 * What has been counted since a camera was first seen. Immutable.
 *
 * @param frames looked at
 * @param earlyExits those among the frames that left the detector early
 * @param shed frames not looked at
 * @param audits quiet frames that were fully detected all the same
 * @param auditMisses living faces that were found so, and would have been missed
 */
record CameraCounts(long frames, long earlyExits, long shed, long audits, long auditMisses) {

    static final CameraCounts NONE = new CameraCounts(0, 0, 0, 0, 0);

    CameraCounts with(FrameAnalysis glance) {
        return new CameraCounts(
                frames + 1,
                earlyExits + (glance.earlyExit() ? 1 : 0),
                shed,
                audits + (glance.audit() ? 1 : 0),
                auditMisses + glance.missed());
    }

    CameraCounts withShed() {
        return new CameraCounts(frames, earlyExits, shed + 1, audits, auditMisses);
    }
}
