package io.vestibule.topologies.recognise;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** The subjects that were identified by visits that have ended, each with its last sighting. Mutable. */
final class CoolDowns {

    private final int maximum;
    private final Map<String, Instant> lastSeen = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();

    /**
     * @param maximum number of subjects that are kept
     * @param stored stored cool-downs: subject to last sighting
     */
    CoolDowns(int maximum, Map<String, Instant> stored) {
        this.maximum = maximum;
        lastSeen.putAll(stored);
    }

    boolean contains(String subject) {
        return lastSeen.containsKey(subject);
    }

    /** The last sightings, in no defined order. */
    Collection<Instant> lastSightings() {
        return lastSeen.values();
    }

    /** Starts a cool-down. Returns the number of others that ended because there were too many. */
    int start(String subject, Instant seenAt) {
        lastSeen.put(subject, seenAt);
        changed.add(subject);
        int ended = 0;
        for (; lastSeen.size() > maximum; ended++) {
            end(oldest());
        }
        return ended;
    }

    void endIf(BiPredicate<String, Instant> condition) {
        lastSeen.entrySet().removeIf(entry -> {
            boolean ends = condition.test(entry.getKey(), entry.getValue());
            if (ends) {
                changed.add(entry.getKey());
            }
            return ends;
        });
    }

    /** Writes the changes since the last call. */
    void save(String camera, VisitStore store) {
        changed.forEach(subject -> store.putCoolDown(camera, subject, lastSeen.get(subject)));
        changed.clear();
    }

    private void end(String subject) {
        lastSeen.remove(subject);
        changed.add(subject);
    }

    private String oldest() {
        return lastSeen.entrySet().stream()
                .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }
}
