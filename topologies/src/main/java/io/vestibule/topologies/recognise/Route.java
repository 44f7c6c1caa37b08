package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Spectrum;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the routing table: which faces go to which embedder. All its conditions must hold.
 *
 * @param group camera group; null for every camera
 * @param spectrum light of the frame; null for any
 * @param faceSize shorter side of the face box in pixels of the frame as published
 * @param load load of this process, 0 idle to 1 saturated
 * @param embedder name of the embedder
 */
public record Route(
        @Nullable String group, @Nullable Spectrum spectrum, ScoreRange faceSize, ScoreRange load, String embedder) {

    /** The rule that every face fulfils. */
    public static Route otherwise(String embedder) {
        return new Route(null, null, ScoreRange.ANY, ScoreRange.ANY, embedder);
    }

    boolean isCatchAll() {
        return group == null && spectrum == null && faceSize.equals(ScoreRange.ANY) && load.equals(ScoreRange.ANY);
    }

    boolean takes(String camera, CameraGroups groups, Spectrum light, float size, double loadNow) {
        return isCatchAll() // even if a size or load is no number
                || (group == null || groups.holds(group, camera))
                        && (spectrum == null || spectrum == light)
                        && faceSize.holds(size)
                        && load.holds(loadNow);
    }
}
