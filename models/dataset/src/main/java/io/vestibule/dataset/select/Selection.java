package io.vestibule.dataset.select;

import io.vestibule.dataset.DatasetException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The filters of an export. Samples whose consent has expired are always excluded.
 *
 * @param consentAt time at which consent must be valid
 * @param minimumSize pixels of a face's shorter side
 * @param minimumSharpness variance of the Laplacian
 * @param labelledOnly whether faces without identity are excluded
 * @param side the side of the split to export; null for both sides and for the samples that are on neither
 * @param split of the identities
 * @param perIdentity maximum number of samples of one identity; null for no limit
 * @param perCamera maximum number of samples of one camera; null for no limit
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
            throw new IllegalArgumentException("minimum size and sharpness must be 0 or more");
        }
        if ((perIdentity != null && perIdentity < 1) || (perCamera != null && perCamera < 1)) {
            throw new IllegalArgumentException(
                    "the maximum number of samples per identity or camera must be 1 or more");
        }
    }

    /** All samples that may be used at that time. */
    public static Selection at(Instant time) {
        return new Selection(time, 0, 0, false, null, Split.DEFAULT, null, null);
    }

    public Selection withMinimum(float size, float sharpness) {
        return new Selection(consentAt, size, sharpness, labelledOnly, side, split, perIdentity, perCamera);
    }

    public Selection withLabelledOnly(boolean newLabelledOnly) {
        return new Selection(
                consentAt, minimumSize, minimumSharpness, newLabelledOnly, side, split, perIdentity, perCamera);
    }

    public Selection withSide(@Nullable SplitSide newSide, Split newSplit) {
        return new Selection(
                consentAt, minimumSize, minimumSharpness, labelledOnly, newSide, newSplit, perIdentity, perCamera);
    }

    public Selection withLimits(@Nullable Integer newPerIdentity, @Nullable Integer newPerCamera) {
        return new Selection(
                consentAt, minimumSize, minimumSharpness, labelledOnly, side, split, newPerIdentity, newPerCamera);
    }

    /** The entries of a manifest: only filters that differ from the default. */
    public Map<String, String> filters() {
        TreeMap<String, String> filters = new TreeMap<>();
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
            filters.put("side", side.fileValue());
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

    /**
     * The inverse of {@link #filters()}. Other entries are ignored.
     *
     * @throws DatasetException if these are not the filters of an export
     */
    public static Selection ofFilters(Map<String, String> filters) {
        String consentAt = filters.get("consent_at");
        if (consentAt == null) {
            throw new DatasetException(
                    "not an export manifest: it has no consent time; pass the manifest of an export");
        }
        try {
            String side = filters.get("side");
            String share = filters.get("validation_share");
            return Selection.at(Instant.parse(consentAt))
                    .withMinimum(
                            Float.parseFloat(filters.getOrDefault("minimum_size", "0")),
                            Float.parseFloat(filters.getOrDefault("minimum_sharpness", "0")))
                    .withLabelledOnly(Boolean.parseBoolean(filters.get("labelled_only")))
                    .withSide(
                            side == null ? null : SplitSide.ofFileValue(side),
                            share == null ? Split.DEFAULT : new Split(Double.parseDouble(share)))
                    .withLimits(number(filters.get("per_identity")), number(filters.get("per_camera")));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new DatasetException(
                    "the filters of the manifest are damaged: " + e.getMessage() + "; pass an unchanged manifest", e);
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }
}
