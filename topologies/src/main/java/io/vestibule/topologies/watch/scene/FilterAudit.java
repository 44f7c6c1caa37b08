package io.vestibule.topologies.watch.scene;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Checks by samples what the filter misses. Every so often a quiet frame is fully detected. A face that it holds and that is
 * none of the scene's own is a suspect; for a while every frame is then detected, and if a face moves meanwhile, the filter
 * had missed somebody.
 */
final class FilterAudit {

    /** Frames for which attention lasts at least, the one with the suspect included: some cameras send one a minute. */
    private static final int FRAMES = 3;

    private final Duration auditEvery;
    private final Duration attention;
    private Instant auditedAt;
    private Instant attentiveUntil = Instant.MIN;
    private int framesLeft;

    /** How far the cells of each suspect were from the background. */
    private final List<Float> suspects = new ArrayList<>();

    FilterAudit(SceneSettings settings, Instant auditedAt) {
        this.auditEvery = settings.auditEvery();
        this.attention = settings.patience();
        this.auditedAt = auditedAt;
    }

    boolean isDue(Instant at) {
        return !auditedAt.plus(auditEvery).isAfter(at);
    }

    void audited(Instant at) {
        auditedAt = at;
    }

    Instant auditedAt() {
        return auditedAt;
    }

    /** A face was found that the filter had passed over. */
    void suspect(float distance, Instant at) {
        if (!isAttentive(at)) {
            suspects.clear();
        }
        suspects.add(distance);
        attentiveUntil = at.plus(attention);
        framesLeft = FRAMES;
    }

    /** All that a frame has to say was heard. */
    void looked() {
        framesLeft = Math.max(0, framesLeft - 1);
    }

    boolean isAttentive(Instant at) {
        return framesLeft > 0 || at.isBefore(attentiveUntil);
    }

    /** A living face was seen: if there are suspects, it is one of them. Tells how far the farthest was, once. */
    OptionalDouble confirm(Instant at) {
        if (suspects.isEmpty() || !isAttentive(at)) {
            suspects.clear();
            return OptionalDouble.empty();
        }
        double farthest =
                suspects.stream().mapToDouble(Float::doubleValue).max().orElseThrow();
        suspects.clear();
        return OptionalDouble.of(farthest);
    }

    /**
     * The camera's clock began anew. What has passed since the last audit counts on: a camera may begin anew all the time.
     *
     * @param last time of before
     */
    void restart(Instant last, Instant at) {
        auditedAt = at.minus(Duration.between(auditedAt, last));
        attentiveUntil = Instant.MIN;
        framesLeft = 0;
        suspects.clear();
    }
}
