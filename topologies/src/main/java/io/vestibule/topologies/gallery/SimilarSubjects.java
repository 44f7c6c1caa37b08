package io.vestibule.topologies.gallery;

import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.SubjectMatch;
import io.vestibule.models.matching.TemplateSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subjects of one contract that were enrolled with permission although they resemble each other, such as twins.
 *
 * <p>Neither of them can have a lead over the other, so none is required: the better score decides between them. A lead over
 * all other subjects is still required. One thread writes, and any number of threads read.
 */
final class SimilarSubjects {

    private final Map<String, Set<String>> bySubject = new ConcurrentHashMap<>();

    /** Replaces the subjects that the entry of a subject lists. */
    void put(String subject, List<String> similar) {
        if (similar.isEmpty()) {
            bySubject.remove(subject);
        } else {
            bySubject.put(subject, Set.copyOf(similar));
        }
    }

    void remove(String subject) {
        bySubject.remove(subject);
    }

    /** The same match, with the rival that follows from the similar subjects of the best one. */
    SubjectMatch withRival(SubjectMatch match, TemplateSnapshot snapshot, float[] unit, long at) {
        ScoredSubject best = match.best();
        ScoredSubject runnerUp = match.runnerUp();
        if (runnerUp == null || !areSimilar(best.subject(), runnerUp.subject())) {
            return match;
        }
        int enough = Gallery.MAXIMUM_SIMILAR + 2; // the best subject, its similar subjects, and one more
        List<ScoredSubject> nearest = snapshot.nearest(unit, at, enough);
        ScoredSubject rival = nearest.stream()
                .skip(1)
                .filter(other -> !areSimilar(best.subject(), other.subject()))
                .findFirst()
                // More subjects list the best one than an entry may list. The last one is at least as near as the
                // rival.
                .orElse(nearest.size() < enough ? null : nearest.get(enough - 1));
        return new SubjectMatch(best, runnerUp, rival);
    }

    /** The entry of one of the two is enough, because they are written one after the other. */
    boolean areSimilar(String one, String other) {
        return lists(one, other) || lists(other, one);
    }

    private boolean lists(String subject, String other) {
        return bySubject.getOrDefault(subject, Set.of()).contains(other);
    }
}
