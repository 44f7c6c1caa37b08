package io.vestibule.topologies.teach;

import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.topologies.gallery.Gallery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the gallery's class centres. It keeps a version for a while, so that a gallery which changes all the time does not
 * create a version for each label. Subjects who were erased, or whose consent has ended, are removed at once. Not thread-safe.
 */
final class CentresCache {

    private final Supplier<Optional<TemplateSnapshot>> gallery;
    private final Duration maximumAge;

    private Optional<TemplateSnapshot> current = Optional.empty();
    private @Nullable TemplateSnapshot source;
    private Instant takenAt = Instant.MIN;
    private long validUntil;

    /**
     * @param gallery returns the gallery's current centres, the same object as long as they have not changed.
     * @param maximumAge capture time for which centres are kept although the gallery has changed.
     */
    CentresCache(Supplier<Optional<TemplateSnapshot>> gallery, Duration maximumAge) {
        this.gallery = gallery;
        this.maximumAge = maximumAge;
    }

    /**
     * Returns the centres for a face; empty if there are none.
     *
     * @param seenAt capture time of the face.
     * @param now wall clock time.
     */
    Optional<TemplateSnapshot> centres(Instant seenAt, Instant now) {
        Optional<TemplateSnapshot> latest = gallery.get();
        if (isDue(latest, seenAt, now)) {
            current =
                    latest.map(centres -> usable(centres, Gallery.micros(now))).filter(centres -> centres.size() > 0);
            source = latest.orElse(null);
            takenAt = seenAt;
            validUntil = current.map(CentresCache::firstExpiry).orElse(Long.MAX_VALUE);
        }
        return current;
    }

    /** When the first consent of the subjects in {@link #centres} ends; empty if none is limited. */
    Optional<Instant> consentExpiresAt() {
        return validUntil == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(validUntil, ChronoUnit.MICROS));
    }

    /** Subjects that may currently be in class centres. */
    Set<String> usableSubjects(Instant now) {
        return gallery.get()
                .map(centres -> subjects(centres, Gallery.micros(now)))
                .orElse(Set.of());
    }

    private boolean isDue(Optional<TemplateSnapshot> latest, Instant seenAt, Instant now) {
        if (Gallery.micros(now) > validUntil) {
            return true;
        }
        if (latest.orElse(null) == source) {
            return false;
        }
        return current.isEmpty()
                || Duration.between(takenAt, seenAt).abs().compareTo(maximumAge) >= 0
                || !usableSubjects(now).containsAll(subjects(current.get(), Long.MIN_VALUE));
    }

    private static Set<String> subjects(TemplateSnapshot centres, long at) {
        Set<String> subjects = new HashSet<>();
        centres.forEach((subject, unit, until) -> {
            if (until >= at) {
                subjects.add(subject);
            }
        });
        return subjects;
    }

    private static long firstExpiry(TemplateSnapshot centres) {
        long[] first = {Long.MAX_VALUE};
        centres.forEach((subject, unit, until) -> first[0] = Math.min(first[0], until));
        return first[0];
    }

    private static TemplateSnapshot usable(TemplateSnapshot centres, long at) {
        if (firstExpiry(centres) >= at) {
            return centres;
        }
        TemplateIndex usable = new TemplateIndex(centres.dimension());
        centres.forEach((subject, unit, until) -> {
            if (until >= at) {
                usable.put(subject, List.of(unit), until);
            }
        });
        return usable.current();
    }
}
