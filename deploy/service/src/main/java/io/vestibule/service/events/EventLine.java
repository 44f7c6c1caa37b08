package io.vestibule.service.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of an identity event: the fields of the schema under their own names, and times in ISO-8601 (UTC). Null values are
 * written, so that every line has the same keys.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"id", "kind", "camera", "at", "subject"})
public record EventLine(
        String id,
        String visit,
        String kind,
        int ordinal,
        String camera,
        String at,
        String emittedAt,
        @Nullable String subject,
        @Nullable Float score,
        @Nullable Float runnerUp,
        @Nullable Float threshold,
        @Nullable Double falseMatchRate,
        int votes,
        int sightings,
        @Nullable String model,
        String firstSeen,
        String lastSeen,
        List<Evidence> evidence) {
    private static final DateTimeFormatter TIME_FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    /** A frame on which the event is based. */
    public record Evidence(String topic, int partition, long offset, long epoch, long sequence, String capturedAt) {
        static Evidence of(Origin origin) {
            return new Evidence(
                    origin.getTopic(),
                    origin.getPartition(),
                    origin.getOffset(),
                    origin.getEpoch(),
                    origin.getSequence(),
                    String.valueOf(origin.getCapturedAt()));
        }
    }

    public static EventLine of(IdentityEvent event) {
        return new EventLine(
                event.getId(),
                event.getVisit(),
                event.getKind().name(),
                event.getOrdinal(),
                event.getCamera(),
                String.valueOf(event.getAt()),
                String.valueOf(event.getEmittedAt()),
                event.getSubject(),
                event.getScore(),
                event.getRunnerUp(),
                event.getThreshold(),
                event.getFalseMatchRate(),
                event.getVotes(),
                event.getSightings(),
                event.getModel(),
                String.valueOf(event.getFirstSeen()),
                String.valueOf(event.getLastSeen()),
                event.getEvidence().stream().map(Evidence::of).toList());
    }

    /** One line for people, with the time in a zone and its offset. */
    public String toText(ZoneId zone) {
        String when = TIME_FORMAT.format(Instant.parse(at).atZone(zone));
        StringBuilder line = new StringBuilder("%s  %-16s %-10s".formatted(when, camera, kind));
        if (subject != null) {
            line.append("  ").append(subject);
        }
        if (score != null && threshold != null) {
            line.append("  score %.2f, threshold %.2f".formatted(score, threshold));
        }
        if (runnerUp != null) {
            line.append(", next %.2f".formatted(runnerUp));
        }
        if (votes > 0) {
            line.append(", %d of %d votes".formatted(votes, sightings));
        }
        return line.toString();
    }
}
