package io.vestibule.lab.evaluation.gate;

import io.vestibule.models.face.AlignedFace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Median time per face of each model in milliseconds, from the aligned face to its embedding. One face at a time, as at
 * a door, on one thread. The models alternate, so that other load affects all of them equally.
 */
record EmbeddingLatency(Map<String, Double> millis) {
    private static final int WARM_UP = 40;
    private static final int CALLS = 240;

    static EmbeddingLatency of(List<GateModel> models, List<AlignedFace> faces) {
        long[][] nanos = new long[models.size()][CALLS];
        for (int call = -WARM_UP; call < CALLS; call++) {
            List<AlignedFace> face = List.of(faces.get(Math.floorMod(call, faces.size())));
            for (int turn = 0; turn < models.size(); turn++) {
                // Each model goes first equally often, because the first one finds the caches filled with other data.
                int number = Math.floorMod(call + turn, models.size());
                long start = System.nanoTime();
                models.get(number).model().embedder().embed(face);
                long took = System.nanoTime() - start;
                if (call >= 0) {
                    nanos[number][call] = took;
                }
            }
        }
        Map<String, Double> millis = new HashMap<>();
        for (int number = 0; number < nanos.length; number++) {
            long[] sorted = nanos[number];
            Arrays.sort(sorted);
            millis.put(models.get(number).id(), (sorted[CALLS / 2 - 1] + sorted[CALLS / 2]) / 2e6);
        }
        return new EmbeddingLatency(millis);
    }

    double of(GateModel model) {
        return Objects.requireNonNull(millis.get(model.id()), model::id);
    }
}
