package io.vestibule.service.enrol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of a request.
 *
 * @param subject id of the subject
 * @param photo the file; null for an erasure
 * @param outcome outcome of the request
 * @param reason stable name of the reason of a rejection; null otherwise
 * @param cause text of the reason; null otherwise
 * @param contracts embedding contracts whose templates have changed in the gallery
 */
public record EnrolmentResult(
        String subject,
        @Nullable String photo,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String cause,
        List<String> contracts) {
    public EnrolmentResult {
        contracts = List.copyOf(contracts);
    }

    /** Outcome of a request. */
    public enum Outcome {
        /** The gallery contains the templates of the photograph. */
        ACCEPTED,
        /** The gallery contains no templates of the subject. */
        ERASED,
        /** The request became a dead letter. */
        REJECTED,
        /** There was no response in time. The request may still be processed later. */
        UNANSWERED
    }

    /** One line for people. */
    public String toText() {
        String what = photo == null ? subject : photo;
        return switch (outcome) {
            case ACCEPTED -> what + ": accepted, templates for " + String.join(", ", contracts);
            case ERASED -> what + ": erased from " + String.join(", ", contracts);
            case REJECTED -> what + ": rejected, " + reason + ": " + cause;
            case UNANSWERED -> what + ": no response in time; is 'vestibule run enrol' running?";
        };
    }
}
