package io.vestibule.service.enrol;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.GalleryKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A request that was sent, and the responses to it so far. */
final class PendingRequest {
    /** The records of a response are in one transaction, but a reader can receive them one after the other. */
    private static final Duration REST_OF_RESPONSE = Duration.ofMillis(300);

    /** How long an erasure without templates in the gallery waits for the dead letter of an unknown subject. */
    private static final Duration LETTER_OF_UNKNOWN_SUBJECT = Duration.ofSeconds(5);

    /** How long a response may need after the last moment at which the request was valid. Large photographs need seconds. */
    private static final Duration LAST_RESPONSE = Duration.ofSeconds(5);

    private static final String PENDING_ERASURE =
            "no response in time. The erasure is pending: 'vestibule run enrol' carries it out when it runs, unless the"
                    + " enrolments topic has deleted the request (after a day by default). Start it, then repeat 'erase'";

    private final String subject;
    private final @Nullable PhotoFile photo;
    private final String photoHash;
    private final Set<String> enrolledIn;
    private final Instant end;
    private final Clock clock;

    private final TreeSet<String> contracts = new TreeSet<>();
    private final TreeSet<String> similarSubjects = new TreeSet<>();
    private @Nullable RecordMetadata position;
    private @Nullable DeadLetter rejection;
    private @Nullable Instant answeredAt;

    private PendingRequest(
            String subject,
            @Nullable PhotoFile photo,
            String photoHash,
            Set<String> enrolledIn,
            Instant end,
            Clock clock) {
        this.subject = subject;
        this.photo = photo;
        this.photoHash = photoHash;
        this.enrolledIn = enrolledIn;
        this.end = end;
        this.clock = clock;
    }

    /**
     * @param photoHash SHA-256 of the photograph in lower-case hex, which identifies it in the gallery
     * @param validUntil when the request expires
     */
    static PendingRequest ofPhoto(PhotoFile photo, String photoHash, Instant validUntil, Clock clock) {
        return new PendingRequest(photo.subject(), photo, photoHash, Set.of(), validUntil, clock);
    }

    /**
     * @param enrolledIn contracts with an entry of the subject in the gallery before the request
     * @param end until when the response is waited for
     */
    static PendingRequest ofErasure(String subject, Set<String> enrolledIn, Instant end, Clock clock) {
        return new PendingRequest(subject, null, "", enrolledIn, end, clock);
    }

    void sentTo(RecordMetadata recordPosition) {
        position = recordPosition;
    }

    /** Processes a record of the gallery. @param entry null for a tombstone */
    void galleryChanged(GalleryKey key, @Nullable GalleryEntry entry) {
        boolean fulfilled = photo == null ? entry == null : entry != null && contains(entry, photoHash);
        if (fulfilled && key.subject().equals(subject)) {
            contracts.add(key.contract());
            if (entry != null) {
                similarSubjects.addAll(entry.getSimilarSubjects());
            }
            if (answeredAt == null) {
                answeredAt = clock.instant();
            }
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

    /** Whether there is any response. */
    boolean isAnswered() {
        return rejection != null || answeredAt != null;
    }

    /** Whether the response is complete. */
    boolean isComplete() {
        if (rejection != null && rejection.getReason() != Reason.SUBJECT_UNKNOWN) {
            return true;
        }
        boolean mayBeUnknown = photo == null && enrolledIn.isEmpty() && rejection == null;
        Duration wait = mayBeUnknown ? LETTER_OF_UNKNOWN_SUBJECT : REST_OF_RESPONSE;
        return answeredAt != null && !clock.instant().isBefore(answeredAt.plus(wait));
    }

    /** Whether it is too late for a response. */
    boolean isOverdue() {
        return clock.instant().isAfter(end.plus(LAST_RESPONSE));
    }

    /** The result as far as it is known. */
    EnrolmentResult result() {
        if (!isAnswered()) {
            return photo == null
                    ? EnrolmentResult.unanswered(subject, null, PENDING_ERASURE)
                    : EnrolmentResult.unanswered(subject, photo.name(), expiry());
        }
        return photo == null ? erasure() : enrolment(photo);
    }

    private String expiry() {
        String time = end.truncatedTo(ChronoUnit.SECONDS).toString();
        return "no response in time; start 'vestibule run enrol', then repeat the command. "
                + (clock.instant().isAfter(end)
                        ? "This request expired at " + time + " and will not be carried out"
                        : "This request expires at " + time + " and may be carried out until then");
    }

    private EnrolmentResult enrolment(PhotoFile file) {
        return rejection == null
                ? EnrolmentResult.accepted(subject, file.name(), List.copyOf(contracts), List.copyOf(similarSubjects))
                : rejected(file.name(), rejection);
    }

    /** The gallery decides whether a subject is unknown, because enrolment can have lost its store. */
    private EnrolmentResult erasure() {
        if (rejection != null && rejection.getReason() != Reason.SUBJECT_UNKNOWN) {
            return rejected(null, rejection);
        }
        if (rejection != null && enrolledIn.isEmpty()) {
            return EnrolmentResult.notEnrolled(subject);
        }
        TreeSet<String> remaining = new TreeSet<>(enrolledIn);
        remaining.removeAll(contracts);
        return remaining.isEmpty()
                ? EnrolmentResult.erased(subject, List.copyOf(contracts))
                : EnrolmentResult.rejected(
                        subject,
                        null,
                        Reason.SUBJECT_UNKNOWN,
                        "the gallery still has entries in " + String.join(", ", remaining)
                                + ", which enrolment does not know; write records without value with the keys "
                                + "SUBJECT|CONTRACT to the gallery topic");
    }

    private EnrolmentResult rejected(@Nullable String name, DeadLetter letter) {
        return EnrolmentResult.rejected(
                subject, name, letter.getReason(), RejectionAdvice.added(letter.getReason(), letter.getCause()));
    }

    private static boolean contains(GalleryEntry entry, String hash) {
        return entry.getTemplates().stream()
                .anyMatch(template -> template.getPhotoHash().equals(hash));
    }
}
