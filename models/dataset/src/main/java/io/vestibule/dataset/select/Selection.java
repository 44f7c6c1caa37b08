package io.vestibule.dataset.select;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which samples leave a dataset. What expired by the given moment never does.
 *
 * @param consentAt moment at which consent must still hold
 * @param minimumSize pixels of a face's shorter side, {@link io.vestibule.models.face.FaceQuality#size}
 * @param minimumSharpness {@link io.vestibule.models.face.FaceQuality#sharpness}
 * @param labelledOnly whether faces without identity stay behind
 * @param side the side of the split that is taken; null for both and for what is on neither
 * @param split of the identities
 * @param perIdentity most samples of one identity; null for all
 * @param perCamera most samples of one camera; null for all
 */
public record Selection(
        Instant consentAt,
        float minimumSize,
        float minimumSharpness,
        boolean labelledOnly,
        @Nullable SplitSide side,
        Split split,
        @Nullable Integer perIdentity,
        @Nullable Integer perCamera) {

    public Selection {
        if (!(minimumSize >= 0) || !(minimumSharpness >= 0)) {
            throw new IllegalArgumentException("a least size and sharpness are 0 or more");
        }
        if (perIdentity != null && perIdentity < 1 || perCamera != null && perCamera < 1) {
            throw new IllegalArgumentException("the most samples of an identity or camera are at least 1");
        }
    }

    /** All that may be used at that moment. */
    public static Selection at(Instant moment) {
        return new Selection(moment, 0, 0, false, null, Split.DEFAULT, null, null);
    }

    public Selection atLeast(float size, float sharpness) {
        return new Selection(consentAt, size, sharpness, labelledOnly, side, split, perIdentity, perCamera);
    }

    public Selection labelled() {
        return new Selection(consentAt, minimumSize, minimumSharpness, true, side, split, perIdentity, perCamera);
    }

    public Selection side(SplitSide ofSide, Split ofSplit) {
        return new Selection(
                consentAt, minimumSize, minimumSharpness, labelledOnly, ofSide, ofSplit, perIdentity, perCamera);
    }

    public Selection atMost(@Nullable Integer ofIdentity, @Nullable Integer ofCamera) {
        return new Selection(consentAt, minimumSize, minimumSharpness, labelledOnly, side, split, ofIdentity, ofCamera);
    }

    /** As a manifest records it; only what is asked for. */
    public Map<String, String> filters() {
        var filters = new TreeMap<String, String>();
        filters.put("consent_at", consentAt.toString());
        if (minimumSize > 0) {
            filters.put("minimum_size", Float.toString(minimumSize));
        }
        if (minimumSharpness > 0) {
            filters.put("minimum_sharpness", Float.toString(minimumSharpness));
        }
        if (labelledOnly) {
            filters.put("labelled_only", "true");
        }
        if (side != null) {
            filters.put("side", side.name().toLowerCase(Locale.ROOT));
            filters.put("validation_share", Double.toString(split.validation()));
        }
        if (perIdentity != null) {
            filters.put("per_identity", perIdentity.toString());
        }
        if (perCamera != null) {
            filters.put("per_camera", perCamera.toString());
        }
        return Collections.unmodifiableMap(filters);
    }
}
