package io.vestibule.topologies.enrol;

import io.vestibule.models.image.EncodedImage;
import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;

/**
 * What enrolment takes.
 *
 * @param maximumPixels pixels that a photograph may have, from 1
 * @param dominance how many times longer the side of the largest face must be than that of any other face for the others
 *     to count as passers-by; more than 1, infinite where a photograph shows one face or is refused
 * @param limits what the face must be like
 * @param conflictReserve how close to somebody else's templates a face may come, as the share of the way from the
 *     contract's own threshold (0) to identity (1) that it may go. The threshold is meant for one comparison, and a
 *     photograph is compared with everybody: of 1,549 people of the press, 81 were taken for somebody else at 0, 10 at 0.2,
 *     4 at 0.4; second photographs of a person under another name were noticed in 84, 70 and 44 of 100 cases
 * @param maximumTemplates templates kept for each subject and contract, 1 to 100, since an entry must fit its topic; the
 *     oldest makes room
 * @param maximumAhead how far the time of the request may lie ahead of the record's, that is of the broker's clock
 */
public record EnrolSettings(
        long maximumPixels,
        float dominance,
        FaceLimits limits,
        float conflictReserve,
        int maximumTemplates,
        Duration maximumAhead) {

    public EnrolSettings {
        require(maximumPixels >= 1, "maximum pixels", maximumPixels);
        require(dominance > 1, "dominance", dominance);
        require(conflictReserve >= 0 && conflictReserve <= 1, "conflict reserve", conflictReserve);
        require(maximumTemplates >= 1 && maximumTemplates <= 100, "maximum templates", maximumTemplates);
        require(!maximumAhead.isNegative(), "maximum ahead", maximumAhead);
    }

    /** One face, at least 48 pixels, crisp, lit, and turned to the camera. */
    public static EnrolSettings defaults() {
        return new EnrolSettings(
                EncodedImage.DEFAULT_MAXIMUM_PIXELS,
                Float.POSITIVE_INFINITY,
                new FaceLimits(48, 20, 0.12f, 0.92f, 40, 35, 60),
                0.2f,
                10,
                Duration.ofMinutes(5));
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("enrolment: " + what + " cannot be " + value);
        }
    }
}
