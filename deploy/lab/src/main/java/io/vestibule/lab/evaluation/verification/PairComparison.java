package io.vestibule.lab.evaluation.verification;

import java.util.Optional;
import java.util.stream.IntStream;

/** Compares all pairs of images, on all processors. The earlier image of a pair is the gallery image. */
public final class PairComparison {

    /** Number of gallery rows that fit into the cache of a core. */
    private static final int BLOCK = 128;

    private PairComparison() {}

    /** Receives the scores, on any thread; each pair once. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param probe index of the later image
         * @param from index of the first gallery image
         * @param to index after the last gallery image, at most {@code probe}
         * @param scores of {@code probe} with each of them, from index 0; the array is reused
         */
        void scored(int probe, int from, int to, float[] scores);
    }

    public static void compareAll(ImageTemplates gallery, ImageTemplates probes, int images, Listener listener) {
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
