package io.vestibule.topologies.watch;

/**
 * What has been counted since a camera was first seen. Immutable.
 *
 * @param frames looked at
 * @param earlyExits those among the frames that left the detector early
 * @param faces sent on
 * @param shed frames not looked at
 * @param audits quiet frames that were fully detected all the same
 * @param auditMisses living faces that were found so, and would have been missed
 */
record Counts(long frames, long earlyExits, long faces, long shed, long audits, long auditMisses) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    Counts with(Glance glance) {
        return new Counts(
                frames + 1,
                earlyExits + (glance.earlyExit() ? 1 : 0),
                faces + glance.faces().size(),
                shed,
                audits + (glance.audit() ? 1 : 0),
                auditMisses + glance.missed());
    }

    Counts withShed() {
        return new Counts(frames, earlyExits, faces, shed + 1, audits, auditMisses);
    }
}
