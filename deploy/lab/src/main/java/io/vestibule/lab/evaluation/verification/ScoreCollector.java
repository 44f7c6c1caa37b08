package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.verification.PairScores;
import java.util.concurrent.atomic.AtomicInteger;

/** Room for the scores of every pair of some images. Several threads may fill it, in any order. */
final class ScoreCollector {
    private final float[] genuine;
    private final float[] impostor;
    private final AtomicInteger genuineFilled = new AtomicInteger();
    private final AtomicInteger impostorFilled = new AtomicInteger();

    private ScoreCollector(int genuine, int impostor) {
        this.genuine = new float[genuine];
        this.impostor = new float[impostor];
    }

    /** @param people the person of each image, ascending */
    static ScoreCollector forEveryPairOf(int[] people) {
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

    /** Adds the scores from one place up to, but without, another. */
    void add(boolean ofOnePerson, float[] scores, int from, int to) {
        float[] sheet = ofOnePerson ? genuine : impostor;
        int at = (ofOnePerson ? genuineFilled : impostorFilled).getAndAdd(to - from);
        System.arraycopy(scores, from, sheet, at, to - from);
    }

    /** All scores, once all are here. The sheet is of no use afterwards. */
    PairScores scores() {
        if (genuineFilled.get() != genuine.length || impostorFilled.get() != impostor.length) {
            throw new IllegalStateException("scores are missing");
        }
        return PairScores.of(genuine, impostor);
    }
}
