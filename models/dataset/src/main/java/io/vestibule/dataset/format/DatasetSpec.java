package io.vestibule.dataset.format;

import io.vestibule.dataset.TeacherDescriptor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The properties that all samples of one dataset share. They are fixed before the first sample.
 *
 * @param teacher that computed the labels
 * @param alignment name of the face alignment
 * @param filters the filters of the samples, by name
 * @param schemas fingerprints of the Avro schemas that were used to read the samples, by schema; empty for folders
 * @param datasets content hashes of the source datasets; empty for topics and folders
 */
public record DatasetSpec(
        TeacherDescriptor teacher,
        String alignment,
        Map<String, String> filters,
        Map<String, String> schemas,
        List<String> datasets) {

    public DatasetSpec {
        // Sorted, so that the manifest is the same each time.
        filters = Collections.unmodifiableMap(new TreeMap<>(filters));
        schemas = Collections.unmodifiableMap(new TreeMap<>(schemas));
        datasets = List.copyOf(datasets);
    }

    /** For samples that do not come from datasets. */
    public DatasetSpec(
            TeacherDescriptor teacher, String alignment, Map<String, String> filters, Map<String, String> schemas) {
        this(teacher, alignment, filters, schemas, List.of());
    }
}
