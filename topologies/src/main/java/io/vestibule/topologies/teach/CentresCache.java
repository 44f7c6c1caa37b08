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
 * The class centres by which labels are given: those of the gallery, but a moment old, so that a gallery that changes all the
 * time does not make a version of its own for each label. Nobody stays in them who is no longer in the gallery, or whose
 * consent has ended. One thread.
 */
final class CentresCache {

    private final Supplier<Optional<TemplateSnapshot>> gallery;
    private final Duration every;

    private Optional<TemplateSnapshot> current = Optional.empty();
    private @Nullable TemplateSnapshot source;
    private Instant takenAt = Instant.MIN;
    private long usableUntil;

    /**
     * @param gallery the centres as the gallery has them now: the same object as long as they have not changed
     * @param every capture time for which they are kept, though the gallery has changed
     */
    CentresCache(Supplier<Optional<TemplateSnapshot>> gallery, Duration every) {
        this.gallery = gallery;
        this.every = every;
    }

    /**
     * The centres to judge by; empty if there are none.
     *
     * @param seenAt capture time of the face
     * @param now by the wall clock
     */
    Optional<TemplateSnapshot> centres(Instant seenAt, Instant now) {
        Optional<TemplateSnapshot> live = gallery.get();
        if (isDue(live, seenAt, now)) {
            current = live.map(view -> usable(view, Gallery.moment(now))).filter(view -> view.size() > 0);
            source = live.orElse(null);
            takenAt = seenAt;
            usableUntil = current.map(CentresCache::firstEnd).orElse(Long.MAX_VALUE);
        }
        return current;
    }

    /** When the first consent of the subjects of {@link #centres} ends; empty if none does. */
    Optional<Instant> consentExpiresAt() {
        return usableUntil == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(usableUntil, ChronoUnit.MICROS));
    }

    /** Subjects that may be in class centres now. */
    Set<String> subjects(Instant now) {
        return gallery.get().map(view -> subjects(view, Gallery.moment(now))).orElse(Set.of());
    }

    private boolean isDue(Optional<TemplateSnapshot> live, Instant seenAt, Instant now) {
        if (Gallery.moment(now) > usableUntil) {
            return true;
        }
        if (live.orElse(null) == source) {
            return false;
        }
        return current.isEmpty()
                || Duration.between(takenAt, seenAt).abs().compareTo(every) >= 0
                || !subjects(now).containsAll(subjects(current.get(), Long.MIN_VALUE));
    }

    private static Set<String> subjects(TemplateSnapshot view, long at) {
        Set<String> subjects = new HashSet<>();
        view.forEach((subject, unit, until) -> {
            if (until >= at) {
                subjects.add(subject);
            }
        });
        return subjects;
    }

    private static long firstEnd(TemplateSnapshot view) {
        long[] first = {Long.MAX_VALUE};
        view.forEach((subject, unit, until) -> first[0] = Math.min(first[0], until));
        return first[0];
    }

    private static TemplateSnapshot usable(TemplateSnapshot view, long at) {
        if (firstEnd(view) >= at) {
            return view;
        }
        TemplateIndex usable = new TemplateIndex(view.dimension());
        view.forEach((subject, unit, until) -> {
            if (until >= at) {
                usable.put(subject, List.of(unit), until);
            }
        });
        return usable.current();
    }
}
