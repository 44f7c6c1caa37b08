package io.vestibule.lab.scenes.script;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.schemas.Box;
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
 * A visit that the pipeline reported, assembled from its identity events.
 *
 * @param id the visit id of the events
 * @param time from first to last sighting, in script time
 * @param identified the subject, if one was identified
 * @param unknown whether the visitor was reported as unknown
 * @param box position of the first sighting in pixels
 */
public record ObservedVisit(
        String id, String camera, TimeSpan time, Optional<String> identified, boolean unknown, BoundingBox box) {

    /**
     * Groups events by visit.
     *
     * @param events in chronological order within each visit
     * @param sightings all sightings that the events refer to
     * @param start the instant at which the script began
     * @throws IllegalStateException if no sighting matches the start of a visit, because its position is then undefined
     */
    public static List<ObservedVisit> of(List<IdentityEvent> events, List<FaceSighting> sightings, Instant start) {
        Map<String, BoundingBox> boxes = new HashMap<>();
        sightings.forEach(sighting -> boxes.put(visitIdFor(sighting), box(sighting)));
        Map<String, List<IdentityEvent>> byVisit = new LinkedHashMap<>();
        events.forEach(event -> byVisit.computeIfAbsent(event.getVisit(), visit -> new ArrayList<>())
                .add(event));
        return byVisit.values().stream()
                .map(ofVisit -> observed(ofVisit, start, boxOf(ofVisit.get(0), boxes)))
                .toList();
    }

    /**
     * Returns the id of the visit that would begin with this sighting (see IdentityEvent.visit). The evidence of an
     * event names frames, not faces, so it does not give the position.
     */
    private static String visitIdFor(FaceSighting sighting) {
        return sighting.getTrack() + "@" + sighting.getOrigin().getSequence();
    }

    private static BoundingBox box(FaceSighting sighting) {
        Box box = sighting.getBox();
        return new BoundingBox(box.getLeft(), box.getTop(), box.getRight(), box.getBottom());
    }

    private static BoundingBox boxOf(IdentityEvent event, Map<String, BoundingBox> boxes) {
        BoundingBox box = boxes.get(event.getVisit());
        if (box == null) {
            throw new IllegalStateException("no sighting matches the start of visit " + event.getVisit());
        }
        return box;
    }

    private static ObservedVisit observed(List<IdentityEvent> events, Instant start, BoundingBox box) {
        IdentityEvent first = events.get(0);
        Instant last = events.stream()
                .map(IdentityEvent::getLastSeen)
                .max(Instant::compareTo)
                .orElseThrow();
        Optional<String> subject = Optional.empty();
        boolean unknown = false;
        for (IdentityEvent event : events) {
            switch (event.getKind()) {
                case IDENTIFIED, IDENTIFIED_LATE -> subject = Optional.ofNullable(event.getSubject());
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
