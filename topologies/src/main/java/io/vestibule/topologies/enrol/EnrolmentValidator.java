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

/** Validates the fields of an enrolment before its photograph is decoded. */
final class EnrolmentValidator {

    private final Duration maximumAhead;

    /** @param maximumAhead largest allowed distance of the request's time after the record's timestamp */
    EnrolmentValidator(Duration maximumAhead) {
        this.maximumAhead = maximumAhead;
    }

    /**
     * Returns a rejection if the enrolment cannot be used. Reasons: BAD_SUBJECT, TIME_INVALID, TIME_IN_FUTURE,
     * REQUEST_EXPIRED, EMPTY_IMAGE.
     *
     * @param enrolment null erases the subject of the key
     * @param recordedAt the record's timestamp, by the broker's clock
     * @param now the present time
     */
    Optional<Rejection> check(@Nullable String key, @Nullable Enrolment enrolment, Instant recordedAt, Instant now) {
        if (!Identifier.isValid(key)) {
            return rejected(Reason.BAD_SUBJECT, "the key is not a valid subject id");
        }
        if (enrolment == null) {
            return Optional.empty();
        }
        if (!enrolment.getSubject().equals(key)) {
            return rejected(Reason.BAD_SUBJECT, "the subject differs from the key");
        }
        Instant requestedAt = enrolment.getRequestedAt();
        if (!requestedAt.isAfter(Instant.EPOCH)) {
            return rejected(Reason.TIME_INVALID, "requested at or before 1970");
        }
        if (requestedAt.isAfter(recordedAt.plus(maximumAhead))) {
            return rejected(
                    Reason.TIME_IN_FUTURE, "requested more than " + maximumAhead + " after the record's timestamp");
        }
        return enrolment.getAction() == EnrolmentAction.PHOTO ? checkPhoto(enrolment, now) : Optional.empty();
    }

    /** An erasure does not expire: a person who asked for it must not stay enrolled because it was late. */
    private static Optional<Rejection> checkPhoto(Enrolment enrolment, Instant now) {
        Instant validUntil = enrolment.getValidUntil();
        if (validUntil != null && now.isAfter(validUntil)) {
            return rejected(
                    Reason.REQUEST_EXPIRED,
                    "the request expired before it was read; send it again, and check the clock of its sender");
        }
        return enrolment.getPhoto() == null
                ? rejected(Reason.EMPTY_IMAGE, "no photograph; send one with the request")
                : Optional.empty();
    }

    private static Optional<Rejection> rejected(Reason reason, String cause) {
        return Optional.of(new Rejection(reason, cause));
    }
}
