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

/** A request, and the responses to it so far. */
final class PendingRequest {
    private final String subject;
    private final Optional<PhotoFile> photo;
    private final Enrolment enrolment;
    private final TreeSet<String> contracts = new TreeSet<>();
    private @Nullable RecordMetadata position;
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

    void sentTo(RecordMetadata recordPosition) {
        position = recordPosition;
    }

    boolean isAnswered() {
        return rejection != null || !contracts.isEmpty();
    }

    /** Processes a record of the gallery. @param entry null for a tombstone */
    void galleryChanged(GalleryKey key, @Nullable GalleryEntry entry) {
        boolean fulfilled =
                photo.isPresent() ? entry != null && contains(entry, photo.get().hash()) : entry == null;
        if (fulfilled && key.subject().equals(subject)) {
            contracts.add(key.contract());
        }
    }

    /** Processes a dead letter. It is a rejection if its origin is the position of this request. */
    void deadLetter(DeadLetter letter) {
        if (position != null
                && letter.getTopic().equals(position.topic())
                && letter.getPartition() == position.partition()
                && letter.getOffset() == position.offset()) {
            rejection = letter;
        }
    }

    EnrolmentResult result() {
        String file = photo.map(PhotoFile::name).orElse(null);
        if (rejection != null) {
            return new EnrolmentResult(
                    subject, file, Outcome.REJECTED, rejection.getReason().name(), rejection.getCause(), List.of());
        }
        Outcome fulfilled = photo.isPresent() ? Outcome.ACCEPTED : Outcome.ERASED;
        return new EnrolmentResult(
                subject, file, isAnswered() ? fulfilled : Outcome.UNANSWERED, null, null, List.copyOf(contracts));
    }

    private static boolean contains(GalleryEntry entry, String hash) {
        return entry.getTemplates().stream()
                .anyMatch(template -> template.getPhotoHash().equals(hash));
    }
}
