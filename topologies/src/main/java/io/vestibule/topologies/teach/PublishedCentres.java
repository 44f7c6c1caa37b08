package io.vestibule.topologies.teach;

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

/**
 * Which versions of the class centres were written, and who is in them, so that none stays that holds somebody who was erased
 * or whose consent has ended, nor any that no label names any more. Of several tasks each has a ledger of its own: a version
 * that two have written is written twice, alike, and forgotten twice.
 */
final class PublishedCentres {

    /** How stale the note may be of when a version was last in use: it need not be written with each label. */
    private static final Duration PRECISION = Duration.ofDays(1);

    private final KeyValueStore<String, PublishedCentresState> versions;
    private final Duration retention;

    /** @param retention how long a label may be used, and so the centres that it names */
    PublishedCentres(KeyValueStore<String, PublishedCentresState> versions, Duration retention) {
        this.versions = versions;
        this.retention = retention;
    }

    /** Whether a version must be written before a label names it: for the first time, or so that its use is noted again. */
    boolean wants(String version, Instant now) {
        PublishedCentresState known = versions.get(version);
        return known == null || known.getLastUsedAt().plus(PRECISION).isBefore(now);
    }

    /** Notes that a version was written. */
    void enter(List<ClassCentres> parts, Instant now) {
        List<String> subjects = parts.stream()
                .flatMap(part -> part.getCentres().stream())
                .map(centre -> centre.getSubject())
                .toList();
        versions.put(parts.get(0).getVersion(), new PublishedCentresState(parts.size(), subjects, now));
    }

    /**
     * Strikes out what may not stay, and says which records are to be forgotten.
     *
     * @param subjects those that may be in class centres now
     */
    List<CentresKey> strike(Set<String> subjects, Instant now) {
        List<CentresKey> forgotten = new ArrayList<>();
        try (KeyValueIterator<String, PublishedCentresState> all = versions.all()) {
            all.forEachRemaining((KeyValue<String, PublishedCentresState> entry) -> {
                boolean used = !entry.value
                        .getLastUsedAt()
                        .plus(PRECISION)
                        .plus(retention)
                        .isBefore(now);
                if (!used || !subjects.containsAll(entry.value.getSubjects())) {
                    for (int part = 0; part < entry.value.getParts(); part++) {
                        forgotten.add(new CentresKey(entry.key, part));
                    }
                }
            });
        }
        forgotten.forEach(key -> versions.delete(key.version()));
        return forgotten;
    }
}
