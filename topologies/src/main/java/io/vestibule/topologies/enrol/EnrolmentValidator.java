package io.vestibule.topologies.enrol;

import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.Identifier;
import io.vestibule.topologies.errors.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at an enrolment before anything is done for it. */
final class EnrolmentValidator {

    private final Duration maximumAhead;

    EnrolmentValidator(Duration maximumAhead) {
        this.maximumAhead = maximumAhead;
    }

    /**
     * Why the enrolment cannot be used; empty if it can.
     *
     * @param enrolment null asks to forget the key's subject
     * @param recordedAt the record's time, by the broker's clock
     */
    Optional<Rejection> refuse(@Nullable String key, @Nullable Enrolment enrolment, Instant recordedAt) {
        if (!Identifier.isValid(key)) {
            return refuse(Reason.BAD_SUBJECT, "the key is no subject id");
        }
        if (enrolment == null) {
            return Optional.empty();
        }
        if (!enrolment.getSubject().equals(key)) {
            return refuse(Reason.BAD_SUBJECT, "the subject is not the key");
        }
        Instant requestedAt = enrolment.getRequestedAt();
        if (!requestedAt.isAfter(Instant.EPOCH)) {
            return refuse(Reason.TIME_INVALID, "requested at or before 1970");
        }
        if (requestedAt.isAfter(recordedAt.plus(maximumAhead))) {
            return refuse(Reason.TIME_IN_FUTURE, "requested more than " + maximumAhead + " after it was recorded");
        }
        if (enrolment.getAction() == EnrolmentAction.PHOTO && enrolment.getPhoto() == null) {
            return refuse(Reason.EMPTY_IMAGE, "no photograph");
        }
        return Optional.empty();
    }

    private static Optional<Rejection> refuse(Reason reason, String cause) {
        return Optional.of(new Rejection(reason, cause));
    }
}
