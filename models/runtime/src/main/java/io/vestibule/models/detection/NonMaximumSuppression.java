package io.vestibule.models.detection;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;

/** Keeps the best of overlapping boxes. */
public final class NonMaximumSuppression {

    private NonMaximumSuppression() {}

    /**
     * The remaining boxes, best first. Of equal scores, the earlier one is kept.
     *
     * @param maximumOverlap maximum intersection over union of two boxes that are both kept
     */
    public static List<Detection> apply(List<Detection> candidates, float maximumOverlap) {
        List<Detection> best = new ArrayList<>(candidates);
        best.sort(comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : best) {
            if (kept.stream().noneMatch(other -> other.box().overlap(candidate.box()) > maximumOverlap)) {
                kept.add(candidate);
            }
        }
        return List.copyOf(kept);
    }
}
