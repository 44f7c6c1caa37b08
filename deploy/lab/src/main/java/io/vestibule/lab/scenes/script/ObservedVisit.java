package io.vestibule.lab.scenes.script;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
 * @param box where the face was first seen, in pixels
 */
public record ObservedVisit(
        String name, String camera, TimeSpan time, Optional<String> identified, boolean unknown, BoundingBox box) {

    /**
     * @param events in any order but that within a visit
     * @param sightings all that the events may rest on
     * @param start the instant at which the script began
     * @throws IllegalStateException if a visit begins with no sighting: nobody could say where it was
     */
    public static List<ObservedVisit> of(List<IdentityEvent> events, List<FaceSighting> sightings, Instant start) {
        Map<String, BoundingBox> places = new HashMap<>();
        sightings.forEach(sighting -> places.put(visitBegunBy(sighting), box(sighting)));
        Map<String, List<IdentityEvent>> byVisit = new LinkedHashMap<>();
        events.forEach(event -> byVisit.computeIfAbsent(event.getVisit(), visit -> new ArrayList<>())
                .add(event));
        return byVisit.values().stream()
                .map(ofOne -> seen(ofOne, start, place(ofOne.get(0), places)))
                .toList();
    }

    /** The name of a visit if this sighting is its first (see IdentityEvent.visit); the evidence names frames, not faces. */
    private static String visitBegunBy(FaceSighting sighting) {
        return sighting.getTrack() + "@" + sighting.getOrigin().getSequence();
    }

    private static BoundingBox box(FaceSighting sighting) {
        var box = sighting.getBox();
        return new BoundingBox(box.getLeft(), box.getTop(), box.getRight(), box.getBottom());
    }

    private static BoundingBox place(IdentityEvent event, Map<String, BoundingBox> places) {
        BoundingBox place = places.get(event.getVisit());
        if (place == null) {
            throw new IllegalStateException("no sighting begins the visit " + event.getVisit());
        }
        return place;
    }

    private static ObservedVisit seen(List<IdentityEvent> events, Instant start, BoundingBox box) {
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
        return new ObservedVisit(
                first.getVisit(),
                first.getCamera(),
                new TimeSpan(Duration.between(start, first.getFirstSeen()), Duration.between(start, last)),
                subject,
                unknown,
                box);
    }
}
