package io.vestibule.topologies.watch.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Checks by samples what the motion filter misses. At regular times a frame that could be skipped is fully detected. A
 * face in it that is not a known static face is a suspect. For a while, the audit is then attentive: every frame is
 * detected. If a face moves in that time, the filter had missed a person.
 */
final class FilterAudit {

    /**
     * Minimum number of frames for which an audit is attentive, the frame with the suspect included. Some cameras send
     * only one frame a minute.
     */
    private static final int ATTENTIVE_FRAMES = 3;

    private final Duration auditEvery;
    private final Duration attentiveFor;
    private Instant auditedAt;
    private Instant attentiveUntil = Instant.MIN;
    private int framesLeft;

    /** For each suspect, the largest distance of its cells from the background. */
    private final List<Float> suspects = new ArrayList<>();

    FilterAudit(SceneSettings settings, Instant auditedAt) {
        this.auditEvery = settings.auditEvery();
        this.attentiveFor = settings.patience();
        this.auditedAt = auditedAt;
    }

    /** Whether it is time for the next audit. */
    boolean isDue(Instant at) {
        return !auditedAt.plus(auditEvery).isAfter(at);
    }

    void recordAudit(Instant at) {
        auditedAt = at;
    }

    Instant auditedAt() {
        return auditedAt;
    }

    /**
     * Records a face in a frame that the filter would have skipped.
     *
     * @param distance largest distance of the face's cells from the background
     */
    void addSuspect(float distance, Instant at) {
        if (!isAttentive(at)) {
            suspects.clear();
        }
        suspects.add(distance);
        attentiveUntil = at.plus(attentiveFor);
        framesLeft = ATTENTIVE_FRAMES;
    }

    /** Counts a detected frame, after all its faces were recorded. */
    void countDetectedFrame() {
        framesLeft = Math.max(0, framesLeft - 1);
    }

    /** Whether every frame is detected because of a suspect. */
    boolean isAttentive(Instant at) {
        return framesLeft > 0 || at.isBefore(attentiveUntil);
    }

    /**
     * Records that a face is live. If there are suspects, it is one of them.
     *
     * @return the largest distance of all suspects; empty without a suspect. Each suspect is returned once.
     */
    OptionalDouble confirmSuspects(Instant at) {
        OptionalDouble largest = isAttentive(at)
                ? suspects.stream().mapToDouble(Float::doubleValue).max()
                : OptionalDouble.empty();
        suspects.clear();
        return largest;
    }

    /**
     * Restarts with a new clock. The time since the last audit still counts, because a camera may restart again and again.
     *
     * @param last time of the last frame, by the old clock
     */
    void restart(Instant last, Instant at) {
        auditedAt = at.minus(Duration.between(auditedAt, last));
        attentiveUntil = Instant.MIN;
        framesLeft = 0;
        suspects.clear();
    }
}
