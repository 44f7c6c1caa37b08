package io.vestibule.lab.export;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.export.TarExporter;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.select.Selection;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitSide;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selections out of the manifests that record them. */
public final class RecordedSelection {
    private RecordedSelection() {}

    /** @throws DatasetException if the manifest is of no export */
    public static Selection of(DatasetManifest manifest) {
        Map<String, String> filters = manifest.filters();
        String moment = filters.get("consent_at");
        if (moment == null) {
            throw new DatasetException(
                    "the manifest is of no export, for it tells no moment of consent: give that of an export");
        }
        try {
            String side = filters.get("side");
            return new Selection(
                    Instant.parse(moment),
                    Float.parseFloat(filters.getOrDefault("minimum_size", "0")),
                    Float.parseFloat(filters.getOrDefault("minimum_sharpness", "0")),
                    Boolean.parseBoolean(filters.get("labelled_only")),
                    side == null ? null : SplitSide.valueOf(side.toUpperCase(Locale.ROOT)),
                    new Split(Double.parseDouble(
                            filters.getOrDefault("validation_share", String.valueOf(Split.DEFAULT.validation())))),
                    number(filters.get("per_identity")),
                    number(filters.get("per_camera")));
        } catch (DateTimeParseException | IllegalArgumentException damaged) {
            throw new DatasetException("the manifest's filters cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    /** How many samples were put into a shard; where there is one only, as many as were in it are enough. */
    public static int shard(DatasetManifest manifest) {
        return manifest.parts().stream()
                .mapToInt(DatasetManifest.Part::rows)
                .filter(rows -> rows > 0)
                .max()
                .orElse(TarExporter.SHARD);
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }
}
