package io.vestibule.topologies.teach;

import io.vestibule.schemas.ClassCentre;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.state.PublishedCentresState;
import io.vestibule.schemas.topics.CentresKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The published versions of the class centres and their subjects. It finds versions to delete: those with a subject who was
 * erased or whose consent has ended, and those that no label refers to any more.
 *
 * <p>Each task has its own record of versions. A version that two tasks publish is written twice with the same content, and
 * deleted twice.
 */
final class PublishedCentres {

    /** Precision of the last use of a version, so that it is not written with each label. */
    private static final Duration PRECISION = Duration.ofDays(1);

    private final KeyValueStore<String, PublishedCentresState> versions;
    private final Duration retention;

    /** @param retention how long a label may be used, and therefore the centres that it refers to */
    PublishedCentres(KeyValueStore<String, PublishedCentresState> versions, Duration retention) {
        this.versions = versions;
        this.retention = retention;
    }

    /** Whether a version must be published before a label refers to it: it is new, or its last use must be recorded again. */
    boolean isDue(String version, Instant now) {
        @Nullable PublishedCentresState known = versions.get(version);
        return known == null || known.getLastUsedAt().plus(PRECISION).isBefore(now);
    }

    /** Records that a version was published. */
    void add(List<ClassCentres> parts, Instant now) {
        List<String> subjects = parts.stream()
                .flatMap(part -> part.getCentres().stream())
                .map(ClassCentre::getSubject)
                .toList();
        versions.put(parts.get(0).getVersion(), new PublishedCentresState(parts.size(), subjects, now));
    }

    /**
     * Removes the versions that must be deleted, and returns the keys of their parts.
     *
     * @param subjects subjects that may currently be in class centres
     */
    List<CentresKey> removeOutdated(Set<String> subjects, Instant now) {
        List<CentresKey> outdated = new ArrayList<>();
        try (KeyValueIterator<String, PublishedCentresState> all = versions.all()) {
            all.forEachRemaining((KeyValue<String, PublishedCentresState> entry) -> {
                if (!isUsed(entry.value, now) || !subjects.containsAll(entry.value.getSubjects())) {
                    for (int part = 0; part < entry.value.getParts(); part++) {
                        outdated.add(new CentresKey(entry.key, part));
                    }
                }
            });
        }
        outdated.forEach(key -> versions.delete(key.version()));
        return outdated;
    }

    private boolean isUsed(PublishedCentresState version, Instant now) {
        return !version.getLastUsedAt().plus(PRECISION).plus(retention).isBefore(now);
    }
}
