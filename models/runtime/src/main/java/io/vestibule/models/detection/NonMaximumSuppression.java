package io.vestibule.models.detection;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;

/** Of boxes that overlap, keeps the best. */
public final class NonMaximumSuppression {

    private NonMaximumSuppression() {}

    /**
     * Best first; of equals, the one that came first.
     *
     * @param maximumOverlap of two boxes that both stay, as intersection over union
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
