package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Spectrum;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the routing table: all its conditions must hold for a face to go to its embedder.
 *
 * @param group camera group; null for all cameras
 * @param spectrum light of the frame; null for any
 * @param faceSize shorter side of the face box in pixels of the published frame
 * @param load load of this process, 0 (idle) to 1 (saturated)
 * @param embedder name of the embedder
 */
public record Route(
        @Nullable String group, @Nullable Spectrum spectrum, ValueRange faceSize, ValueRange load, String embedder) {

    /** The rule that matches each face. */
    public static Route otherwise(String embedder) {
        return new Route(null, null, ValueRange.ANY, ValueRange.ANY, embedder);
    }

    boolean isCatchAll() {
        return group == null && spectrum == null && faceSize.equals(ValueRange.ANY) && load.equals(ValueRange.ANY);
    }

    boolean matches(String camera, CameraGroups groups, Spectrum light, float size, double loadNow) {
        return isCatchAll() // even if size or load is not a number
                || ((group == null || groups.contains(group, camera))
                        && (spectrum == null || spectrum == light)
                        && faceSize.contains(size)
                        && load.contains(loadNow));
    }
}
