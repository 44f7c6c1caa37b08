package io.vestibule.service.enrol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param subject whom it is about
 * @param photo the file; null where the subject is to be forgotten
 * @param outcome how it ended
 * @param reason stable name of the reason for a rejection; null otherwise
 * @param cause the same in words; null otherwise
 * @param contracts embedding contracts in which the gallery has changed
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

    /** How a request can end. */
    public enum Outcome {
        /** The gallery has the photograph's templates. */
        ACCEPTED,
        /** The gallery knows the subject no more. */
        ERASED,
        /** It became a dead letter. */
        REJECTED,
        /** Nothing was heard in time; it may be answered later. */
        UNANSWERED
    }

    /** One line for a person. */
    public String inWords() {
        String what = photo == null ? subject : photo;
        return switch (outcome) {
            case ACCEPTED -> what + ": accepted, templates for " + String.join(", ", contracts);
            case ERASED -> what + ": erased from " + String.join(", ", contracts);
            case REJECTED -> what + ": rejected, " + reason + ": " + cause;
            case UNANSWERED -> what + ": no answer in time; is 'vestibule run enrol' running?";
        };
    }
}
