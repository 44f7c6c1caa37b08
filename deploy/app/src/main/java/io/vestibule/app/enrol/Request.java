package io.vestibule.app.enrol;

import io.vestibule.app.enrol.Answer.Outcome;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.topics.GalleryKey;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A request on its way, and what was heard of it. */
final class Request {
    private final String subject;
    private final Optional<Photo> photo;
    private final Enrolment enrolment;
    private final TreeSet<String> contracts = new TreeSet<>();
    private @Nullable RecordMetadata place;
    private @Nullable DeadLetter rejection;

    private Request(String subject, Optional<Photo> photo, Enrolment enrolment) {
        this.subject = subject;
        this.photo = photo;
        this.enrolment = enrolment;
    }

    static Request ofPhoto(String subject, Photo photo, Enrolment enrolment) {
        return new Request(subject, Optional.of(photo), enrolment);
    }

    static Request ofErasure(String subject, Enrolment enrolment) {
        return new Request(subject, Optional.empty(), enrolment);
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

    Answer answer() {
        String file = photo.map(Photo::name).orElse(null);
        if (rejection != null) {
            return new Answer(
                    subject, file, Outcome.REJECTED, rejection.getReason().name(), rejection.getCause(), List.of());
        }
        Outcome heard = photo.isPresent() ? Outcome.ACCEPTED : Outcome.ERASED;
        return new Answer(subject, file, isAnswered() ? heard : Outcome.UNANSWERED, null, null, List.copyOf(contracts));
    }

    private static boolean holds(GalleryEntry entry, String hash) {
        return entry.getTemplates().stream()
                .anyMatch(template -> template.getPhoto().equals(hash));
    }
}
