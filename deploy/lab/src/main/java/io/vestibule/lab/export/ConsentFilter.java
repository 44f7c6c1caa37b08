package io.vestibule.lab.export;

import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Who may leave: a label that has not expired, of nobody known or of a subject who is in the gallery at this moment and whose consent
 * lasts. Who was erased is not in the gallery any more, and nothing that names him leaves.
 */
final class ConsentFilter {

    /** Why a label stays. */
    enum Refusal {
        /** The label's own time, or its subject's consent, has ended. */
        CONSENT_EXPIRED,
        /** Its subject is not in the gallery any more. */
        ERASED
    }

    private final Instant now;
    private final Map<String, Optional<Instant>> until;

    /** @param gallery entries that are there, and until when they may be used, where that is limited */
    private ConsentFilter(Instant now, Map<GalleryKey, Optional<Instant>> gallery) {
        this.now = now;
        this.until = new HashMap<>();
        // A subject has an entry for each model; they go together, and where they differ the shortest consent holds.
        gallery.forEach((key, end) -> until.merge(key.subject(), end, ConsentFilter::sooner));
    }

    private static Optional<Instant> sooner(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** Reads the gallery as it is. An entry that cannot be read allows nothing. */
    static ConsentFilter read(Cluster cluster, Topic<String, GalleryEntry> topic, Instant now, StopSignal stop) {
        Map<GalleryKey, Optional<Instant>> gallery = new HashMap<>();
        TopicRangeReader.all(cluster, topic).forEach(stop, received -> apply(received, topic, gallery));
        return new ConsentFilter(now, gallery);
    }

    private static void apply(
            ConsumerRecord<byte[], byte[]> received,
            Topic<String, GalleryEntry> topic,
            Map<GalleryKey, Optional<Instant>> gallery) {
        GalleryKey key;
        try {
            key = GalleryKey.parse(new String(received.key(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noKey) {
            return;
        }
        gallery.remove(key);
        if (received.value() == null) {
            return;
        }
        try {
            GalleryEntry entry = topic.value().deserializer().deserialize(topic.name(), received.value());
            gallery.put(key, Optional.ofNullable(entry.getConsentExpiresAt()));
        } catch (SerializationException unreadable) {
            // removed above
        }
    }

    /** Why the label may not leave; empty if it may. */
    Optional<Refusal> refuse(SoftLabel label) {
        if (!now.isBefore(label.getConsentExpiresAt())) {
            return Optional.of(Refusal.CONSENT_EXPIRED);
        }
        if (label.getLabel() == null) {
            return Optional.empty();
        }
        if (!until.containsKey(label.getLabel())) {
            return Optional.of(Refusal.ERASED);
        }
        return lasts(label.getLabel()) ? Optional.empty() : Optional.of(Refusal.CONSENT_EXPIRED);
    }

    /** Until when the label may be used: its own time, or its subject's consent where that ends sooner. */
    Instant expiry(SoftLabel label) {
        Instant own = label.getConsentExpiresAt();
        return label.getLabel() == null
                ? own
                : until.getOrDefault(label.getLabel(), Optional.empty())
                        .filter(own::isAfter)
                        .orElse(own);
    }

    /** Those who may be named. */
    Set<String> allowed() {
        return until.keySet().stream().filter(this::lasts).collect(Collectors.toSet());
    }

    private boolean lasts(String subject) {
        return until.get(subject).map(now::isBefore).orElse(true);
    }
}
