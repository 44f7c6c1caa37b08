package io.vestibule.dataset.format;

import io.vestibule.dataset.TeacherDescriptor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is settled before the first sample: samples that differ in any of this do not belong into one dataset.
 *
 * @param teacher whose opinions
 * @param alignment name of the alignment that the faces were brought to
 * @param filters what was asked of samples, in words: name and value
 * @param schemas fingerprints of the schemas that the samples were read with, by schema; empty for folders
 * @param datasets content hashes of the datasets that the samples were taken from; empty for topics and folders
 */
public record DatasetSpec(
        TeacherDescriptor teacher,
        String alignment,
        Map<String, String> filters,
        Map<String, String> schemas,
        List<String> datasets) {
    public DatasetSpec {
        // Sorted, so that what is written of them is the same every time.
        filters = Collections.unmodifiableMap(new TreeMap<>(filters));
        schemas = Collections.unmodifiableMap(new TreeMap<>(schemas));
        datasets = List.copyOf(datasets);
    }

    /** Of samples that come from topics or folders. */
    public DatasetSpec(
            TeacherDescriptor teacher, String alignment, Map<String, String> filters, Map<String, String> schemas) {
        this(teacher, alignment, filters, schemas, List.of());
    }
}
