package io.vestibule.service.enrol;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.service.enrol.EnrolmentResult.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A request on its way, and what was heard of it. */
final class PendingRequest {
    private final String subject;
    private final Optional<PhotoFile> photo;
    private final Enrolment enrolment;
    private final TreeSet<String> contracts = new TreeSet<>();
    private @Nullable RecordMetadata place;
    private @Nullable DeadLetter rejection;

    private PendingRequest(String subject, Optional<PhotoFile> photo, Enrolment enrolment) {
        this.subject = subject;
        this.photo = photo;
        this.enrolment = enrolment;
    }

    static PendingRequest ofPhoto(String subject, PhotoFile photo, Enrolment enrolment) {
        return new PendingRequest(subject, Optional.of(photo), enrolment);
    }

    static PendingRequest ofErasure(String subject, Enrolment enrolment) {
        return new PendingRequest(subject, Optional.empty(), enrolment);
    }

    String subject() {
        return subject;
    }

    Enrolment enrolment() {
        return enrolment;
    }

    void sentTo(RecordMetadata where) {
        place = where;
    }

    boolean isAnswered() {
        return rejection != null || !contracts.isEmpty();
    }

    /** @param entry null where it was taken away */
    void heard(GalleryKey key, @Nullable GalleryEntry entry) {
        boolean mine =
                photo.isPresent() ? entry != null && holds(entry, photo.get().hash()) : entry == null;
        if (mine && key.subject().equals(subject)) {
            contracts.add(key.contract());
        }
    }

    void heard(DeadLetter letter) {
        if (place != null
                && letter.getTopic().equals(place.topic())
                && letter.getPartition() == place.partition()
                && letter.getOffset() == place.offset()) {
            rejection = letter;
        }
    }

    EnrolmentResult answer() {
        String file = photo.map(PhotoFile::name).orElse(null);
        if (rejection != null) {
            return new EnrolmentResult(
                    subject, file, Outcome.REJECTED, rejection.getReason().name(), rejection.getCause(), List.of());
        }
        Outcome heard = photo.isPresent() ? Outcome.ACCEPTED : Outcome.ERASED;
        return new EnrolmentResult(
                subject, file, isAnswered() ? heard : Outcome.UNANSWERED, null, null, List.copyOf(contracts));
    }

    private static boolean holds(GalleryEntry entry, String hash) {
        return entry.getTemplates().stream()
                .anyMatch(template -> template.getPhotoHash().equals(hash));
    }
}
