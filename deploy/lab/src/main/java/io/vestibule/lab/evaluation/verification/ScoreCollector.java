package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.verification.PairScores;
import java.util.concurrent.atomic.AtomicInteger;

/** Collects the scores of all pairs of a set of images. Thread-safe; the order does not matter. */
final class ScoreCollector {
    private final float[] genuine;
    private final float[] impostor;
    private final AtomicInteger genuineFilled = new AtomicInteger();
    private final AtomicInteger impostorFilled = new AtomicInteger();

    private ScoreCollector(int genuine, int impostor) {
        this.genuine = new float[genuine];
        this.impostor = new float[impostor];
    }

    /** @param people person of each image, ascending */
    static ScoreCollector forAllPairsOf(int[] people) {
        long genuine = 0;
        int first = 0;
        for (int image = 1; image < people.length; image++) {
            if (people[image] != people[first]) {
                first = image;
            }
            genuine += image - first;
        }
        long impostor = (long) people.length * (people.length - 1) / 2 - genuine;
        return new ScoreCollector(Math.toIntExact(genuine), Math.toIntExact(impostor));
    }

    /** Adds the scores from {@code from} (inclusive) to {@code to} (exclusive). */
    void add(boolean isGenuine, float[] scores, int from, int to) {
        float[] target = isGenuine ? genuine : impostor;
        int at = (isGenuine ? genuineFilled : impostorFilled).getAndAdd(to - from);
        System.arraycopy(scores, from, target, at, to - from);
    }

    /** The scores, after all were added. The collector cannot be used afterwards. */
    PairScores scores() {
        if (genuineFilled.get() != genuine.length || impostorFilled.get() != impostor.length) {
            throw new IllegalStateException("scores are missing");
        }
        return PairScores.of(genuine, impostor);
    }
}
