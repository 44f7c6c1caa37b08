package io.vestibule.app.demo.script;

import io.vestibule.models.Box;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A visit as the pipeline tells of it, gathered from its identity events.
 *
 * @param name the pipeline's name of the visit
 * @param time from its first sighting to its last, after the beginning of the script
 * @param identified the subject, if one was named
 * @param unknown whether the visitor was said to be nobody of the gallery
 * @param box where the face was first seen, in pixels; empty if that is not known
 */
public record SeenVisit(
        String name, String camera, Interval time, Optional<String> identified, boolean unknown, Optional<Box> box) {

    /**
     * @param events in any order but that within a visit
     * @param start the instant at which the script began
     * @param boxes name of a visit to where its first face was, in pixels
     */
    public static List<SeenVisit> of(List<IdentityEvent> events, Instant start, Map<String, Box> boxes) {
        Map<String, List<IdentityEvent>> byVisit = new LinkedHashMap<>();
        events.forEach(event -> byVisit.computeIfAbsent(event.getVisit(), visit -> new ArrayList<>())
                .add(event));
        return byVisit.values().stream()
                .map(ofOne -> seen(
                        ofOne, start, Optional.ofNullable(boxes.get(ofOne.get(0).getVisit()))))
                .toList();
    }

    private static SeenVisit seen(List<IdentityEvent> events, Instant start, Optional<Box> box) {
        IdentityEvent first = events.get(0);
        Instant last = events.stream()
                .map(IdentityEvent::getLastSeen)
                .max(Instant::compareTo)
                .orElseThrow();
        Optional<String> subject = Optional.empty();
        boolean unknown = false;
        for (IdentityEvent event : events) {
            switch (event.getKind()) {
                case IDENTIFIED -> subject = Optional.ofNullable(event.getSubject());
                case UNKNOWN -> unknown = true;
                case ARRIVED, DEPARTED -> {}
            }
        }
        return new SeenVisit(
                first.getVisit(),
                first.getCamera(),
                new Interval(Duration.between(start, first.getFirstSeen()), Duration.between(start, last)),
                subject,
                unknown,
                box);
    }
}
