package io.vestibule.service.enrol;

import io.vestibule.schemas.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of a request.
 *
 * @param subject id of the subject
 * @param photo the file; null for an erasure
 * @param outcome outcome of the request
 * @param reason stable name of the reason of a rejection; null otherwise
 * @param cause why the request was not fulfilled, and what to do; null if it was
 * @param contracts embedding contracts whose templates have changed in the gallery
 * @param similarSubjects other enrolled subjects with a similar face, enrolled with permission
 */
public record EnrolmentResult(
        String subject,
        @Nullable String photo,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String cause,
        List<String> contracts,
        List<String> similarSubjects) {
    public EnrolmentResult {
        contracts = List.copyOf(contracts);
        similarSubjects = List.copyOf(similarSubjects);
    }

    /** Outcome of a request. */
    public enum Outcome {
        /** The gallery contains the templates of the photograph. */
        ACCEPTED,
        /** The gallery contains no templates of the subject any more. */
        ERASED,
        /** There was nothing to erase: neither enrolment nor the gallery knew the subject. */
        NOT_ENROLLED,
        /** The request became a dead letter. */
        REJECTED,
        /** The photograph cannot be sent, or was not sent because an earlier one was not answered. */
        NOT_SENT,
        /** There was no response in time. The cause contains what happens to the request. */
        UNANSWERED
    }

    static EnrolmentResult accepted(
            String subject, String photo, List<String> contracts, List<String> similarSubjects) {
        return new EnrolmentResult(subject, photo, Outcome.ACCEPTED, null, null, contracts, similarSubjects);
    }

    static EnrolmentResult erased(String subject, List<String> contracts) {
        return new EnrolmentResult(subject, null, Outcome.ERASED, null, null, contracts, List.of());
    }

    static EnrolmentResult notEnrolled(String subject) {
        return new EnrolmentResult(
                subject,
                null,
                Outcome.NOT_ENROLLED,
                Reason.SUBJECT_UNKNOWN.name(),
                "nothing was erased; check the spelling of the subject",
                List.of(),
                List.of());
    }

    static EnrolmentResult rejected(String subject, @Nullable String photo, Reason reason, String cause) {
        return new EnrolmentResult(subject, photo, Outcome.REJECTED, reason.name(), cause, List.of(), List.of());
    }

    static EnrolmentResult notSent(PhotoFile photo, String cause) {
        return new EnrolmentResult(photo.subject(), photo.name(), Outcome.NOT_SENT, null, cause, List.of(), List.of());
    }

    static EnrolmentResult unanswered(String subject, @Nullable String photo, String cause) {
        return new EnrolmentResult(subject, photo, Outcome.UNANSWERED, null, cause, List.of(), List.of());
    }

    /** One line for people. */
    public String toText() {
        String what = photo == null ? subject : photo;
        return switch (outcome) {
            case ACCEPTED -> what + ": accepted, templates for " + String.join(", ", contracts) + similarText();
            case ERASED -> what + ": erased from " + String.join(", ", contracts);
            case NOT_ENROLLED -> what + " was not enrolled: " + cause;
            case REJECTED -> what + ": rejected, " + reason + ": " + cause;
            case NOT_SENT -> what + ": not sent: " + cause;
            case UNANSWERED -> what + ": " + cause;
        };
    }

    private String similarText() {
        return similarSubjects.isEmpty()
                ? ""
                : "; warning: " + subject + " resembles " + String.join(", ", similarSubjects)
                        + ", so events may name either of them";
    }
}
