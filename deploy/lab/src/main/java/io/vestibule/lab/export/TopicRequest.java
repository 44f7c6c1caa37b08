package io.vestibule.lab.export;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of the soft labels' topic to export.
 *
 * @param from first offset by partition
 * @param to the offset after the last one by partition
 * @param allPartitions whether other partitions are read completely; else they are not read
 * @param contract embedding contract of the labels; null for the only one in the topic
 * @param now time at which consent must be valid
 */
public record TopicRequest(
        Map<Integer, Long> from,
        Map<Integer, Long> to,
        boolean allPartitions,
        @Nullable String contract,
        Instant now) {

    /**
     * The records of an earlier export.
     *
     * @param topic name of the soft labels' topic
     * @throws DatasetException if the manifest is not of an export from that topic
     */
    public static TopicRequest ofManifest(DatasetManifest manifest, String topic, Instant now) {
        Map<Integer, Long> from = new LinkedHashMap<>();
        Map<Integer, Long> to = new LinkedHashMap<>();
        for (OffsetRange range : manifest.topics()) {
            if (range.topic().equals(topic)) {
                from.put(range.partition(), range.from());
                to.put(range.partition(), range.to());
            }
        }
        if (from.isEmpty()) {
            throw new DatasetException("the manifest contains no records of the topic " + topic
                    + "; name the datasets it was exported from with --dataset");
        }
        String contract = manifest.filters().entrySet().stream()
                .filter(filter -> filter.getKey().endsWith("." + SoftLabelCollection.CONTRACT_FILTER))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        return new TopicRequest(from, to, false, contract, now);
    }
}
