package io.vestibule.lab.evaluation.verification;

import java.util.Optional;
import java.util.stream.IntStream;

/** Compares every image with every other, on all processors. Of each pair the earlier image is the gallery's. */
public final class PairComparison {

    /** Rows that stay in a core's cache while all others pass by. */
    private static final int BLOCK = 128;

    private PairComparison() {}

    /** Hears what came of it, on any thread; each pair once. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param probe number of the later image
         * @param from number of the first gallery image
         * @param to number behind the last, not over {@code probe}
         * @param scores of {@code probe} with each, from index 0 on; used again afterwards
         */
        void scored(int probe, int from, int to, float[] scores);
    }

    public static void ofEveryPair(ImageTemplates gallery, ImageTemplates probes, int images, Listener listener) {
        int blocks = (images + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = block * BLOCK;
            int to = Math.min(from + BLOCK, images);
            float[] scores = new float[to - from];
            for (int probe = from + 1; probe < images; probe++) {
                Optional<float[]> vector = probes.row(probe);
                int end = Math.min(to, probe);
                for (int image = from; image < end; image++) {
                    scores[image - from] = gallery.score(image, vector);
                }
                listener.scored(probe, from, end, scores);
            }
        });
    }
}
