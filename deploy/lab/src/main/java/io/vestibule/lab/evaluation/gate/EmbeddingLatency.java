package io.vestibule.lab.evaluation.gate;

import io.vestibule.models.face.AlignedFace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Median time per face of each model in milliseconds, from the aligned face to its embedding. One face at a time, as at
 * a door, on one thread. The models alternate, so that other load affects all of them equally.
 */
record EmbeddingLatency(Map<String, Double> millis) {
    private static final int WARM_UP = 40;
    private static final int CALLS = 240;

    static EmbeddingLatency of(List<GateModel> models, List<AlignedFace> faces) {
        Map<String, long[]> nanos = new HashMap<>();
        models.forEach(model -> nanos.put(model.id(), new long[CALLS]));
        for (int call = -WARM_UP; call < CALLS; call++) {
            List<AlignedFace> face = List.of(faces.get(Math.floorMod(call, faces.size())));
            for (int turn = 0; turn < models.size(); turn++) {
                // Each model goes first equally often, because the first one finds the caches filled with other data.
                GateModel model = models.get(Math.floorMod(call + turn, models.size()));
                long start = System.nanoTime();
                model.model().embedder().embed(face);
                long took = System.nanoTime() - start;
                if (call >= 0) {
                    nanos.get(model.id())[call] = took;
                }
            }
        }
        Map<String, Double> millis = new HashMap<>();
        nanos.forEach((id, all) -> {
            Arrays.sort(all);
            millis.put(id, (all[CALLS / 2 - 1] + all[CALLS / 2]) / 2e6);
        });
        return new EmbeddingLatency(millis);
    }

    double of(GateModel model) {
        return millis.get(model.id());
    }
}
