package io.vestibule.topologies.teach;

import io.vestibule.schemas.ClassCentre;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.state.PublishedCentresState;
import io.vestibule.schemas.topics.CentresKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The published versions of the class centres and their subjects. It finds versions to delete: those with a subject who was
 * erased or whose consent has ended, and those that no label refers to any more.
 *
 * <p>The subjects are stored per part, because those of all parts may not fit into one record of the changelog. At most {@value
 * #MAXIMUM_VERSIONS} versions are kept; those whose last use is oldest are deleted first.
 *
 * <p>Each task has its own record of versions. A version that two tasks publish is written twice with the same content, and
 * deleted twice.
 */
final class PublishedCentres {

    static final int MAXIMUM_VERSIONS = 1_000;

    /** Precision of the last use of a version, so that it is not written with each label. */
    private static final Duration PRECISION = Duration.ofDays(1);

    /** By the text of {@link CentresKey}. */
    private final KeyValueStore<String, PublishedCentresState> parts;

    private final Duration retention;

    /** @param retention how long a label may be used, and therefore the centres that it refers to */
    PublishedCentres(KeyValueStore<String, PublishedCentresState> parts, Duration retention) {
        this.parts = parts;
        this.retention = retention;
    }

    /** Whether a version must be published before a label refers to it: it is new, or its last use must be recorded again. */
    boolean isDue(String version, Instant now) {
        @Nullable PublishedCentresState known = parts.get(new CentresKey(version, 0).toString());
        return known == null || known.getLastUsedAt().plus(PRECISION).isBefore(now);
    }

    /** Records that a version was published. */
    void add(List<ClassCentres> version, Instant now) {
        for (ClassCentres part : version) {
            List<String> subjects =
                    part.getCentres().stream().map(ClassCentre::getSubject).toList();
            parts.put(
                    new CentresKey(part.getVersion(), part.getPart()).toString(),
                    new PublishedCentresState(version.size(), subjects, now));
        }
    }

    /**
     * Removes the versions that must be deleted, and returns the keys of their parts.
     *
     * @param subjects subjects that may currently be in class centres
     */
    List<CentresKey> removeOutdated(Set<String> subjects, Instant now) {
        Map<String, PublishedCentresState> kept = new HashMap<>();
        Map<String, PublishedCentresState> outdated = new TreeMap<>();
        try (KeyValueIterator<String, PublishedCentresState> all = parts.all()) {
            all.forEachRemaining((KeyValue<String, PublishedCentresState> entry) -> {
                boolean usable = isUsed(entry.value, now) && subjects.containsAll(entry.value.getSubjects());
                (usable ? kept : outdated).put(CentresKey.parse(entry.key).version(), entry.value);
            });
        }
        kept.keySet().removeAll(outdated.keySet()); // a version is outdated if one of its parts is
        oldest(kept, kept.size() - MAXIMUM_VERSIONS).forEach(version -> outdated.put(version, kept.get(version)));
        List<CentresKey> keys = outdated.entrySet().stream()
                .flatMap(version -> IntStream.range(0, version.getValue().getParts())
                        .mapToObj(part -> new CentresKey(version.getKey(), part)))
                .toList();
        keys.forEach(key -> parts.delete(key.toString()));
        return keys;
    }

    private static List<String> oldest(Map<String, PublishedCentresState> versions, int count) {
        return versions.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, PublishedCentresState> version) ->
                                version.getValue().getLastUsedAt())
                        .thenComparing(Map.Entry::getKey))
                .limit(Math.max(0, count))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isUsed(PublishedCentresState version, Instant now) {
        return !version.getLastUsedAt().plus(PRECISION).plus(retention).isBefore(now);
    }
}
