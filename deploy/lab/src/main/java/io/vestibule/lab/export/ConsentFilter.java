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
 * Decides which labels may be exported. A label may be exported if it has not expired, and it either has no subject or its subject
 * is in the gallery with valid consent. Erased subjects are not in the gallery, so no export contains their names.
 */
final class ConsentFilter {

    /** Why a label may not be exported. */
    enum Refusal {
        /** The label itself, or the consent of its subject, has expired. */
        CONSENT_EXPIRED,
        /** The subject is not in the gallery any more. */
        ERASED
    }

    private final Instant now;
    private final Map<String, Optional<Instant>> expiries;

    /** @param gallery the entries and their expiry; empty for no limit */
    private ConsentFilter(Instant now, Map<GalleryKey, Optional<Instant>> gallery) {
        this.now = now;
        this.expiries = new HashMap<>();
        // A subject has one entry for each model. They are written together; if they differ, the earliest expiry
        // applies.
        gallery.forEach((key, expiry) -> expiries.merge(key.subject(), expiry, ConsentFilter::earlier));
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** Reads the current gallery. An entry that cannot be decoded counts as missing. */
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
        } catch (IllegalArgumentException notAKey) {
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
            // The entry stays removed.
        }
    }

    /** Why the label may not be exported; empty if it may. */
    Optional<Refusal> check(SoftLabel label) {
        if (!now.isBefore(label.getConsentExpiresAt())) {
            return Optional.of(Refusal.CONSENT_EXPIRED);
        }
        if (label.getLabel() == null) {
            return Optional.empty();
        }
        if (!expiries.containsKey(label.getLabel())) {
            return Optional.of(Refusal.ERASED);
        }
        return isValid(label.getLabel()) ? Optional.empty() : Optional.of(Refusal.CONSENT_EXPIRED);
    }

    /** Expiry of the label: its own, or that of its subject if it is earlier. */
    Instant expiry(SoftLabel label) {
        Instant own = label.getConsentExpiresAt();
        return label.getLabel() == null
                ? own
                : expiries.getOrDefault(label.getLabel(), Optional.empty())
                        .filter(own::isAfter)
                        .orElse(own);
    }

    /** The subjects with valid consent. */
    Set<String> validSubjects() {
        return expiries.keySet().stream().filter(this::isValid).collect(Collectors.toSet());
    }

    private boolean isValid(String subject) {
        return expiries.getOrDefault(subject, Optional.empty())
                .map(now::isBefore)
                .orElse(true);
    }
}
