package io.vestibule.service.enrol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What applies to all photographs of an enrolment.
 *
 * @param consentUntil end of consent; null leaves it unchanged
 * @param allowConflict whether a face may be similar to another subject
 * @param allowDifferent whether a face may differ from the subject's earlier photographs
 */
public record EnrolmentOptions(@Nullable Instant consentUntil, boolean allowConflict, boolean allowDifferent) {
    /** No end of consent, and no permission. */
    public static final EnrolmentOptions NONE = new EnrolmentOptions(null, false, false);
}
