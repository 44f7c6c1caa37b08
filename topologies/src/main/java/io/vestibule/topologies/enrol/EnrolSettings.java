package io.vestibule.topologies.enrol;

import static io.vestibule.common.Checks.require;

import io.vestibule.models.image.EncodedImage;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.io.CaptureTimes;
import java.time.Duration;

/**
 * Settings of enrolment.
 *
 * @param maximumPixels maximum size of a photograph (pixels, 1 or more). At most 67,108,864 apply to PNG, WebP and progressive
 *     JPEG, which are decoded as a whole, and 25,000,000 to TIFF, BMP and GIF
 * @param dominance minimum ratio of the largest face to any other face in the photograph (factor, over 1). The sides of the
 *     boxes are compared. With the default, Infinity, a photograph with several faces is rejected
 * @param limits limits of the face in a photograph
 * @param conflictReserve how similar to another subject a face may be, as a share of threshold to 1 (share, 0 to 1). The
 *     threshold is for one comparison, and a photograph is compared with all subjects. Of 1,549 press portraits, 81
 *     conflicted at 0, 10 at 0.2 and 4 at 0.4. Second photographs of a person under another name were noticed in 84, 70 and
 *     44 of 100 cases
 * @param sameSubjectFalseMatchRate how often another person's face may pass as the subject's, in one comparison with one of the
 *     subject's templates (share, over 0 and under 1). The limit is the threshold that was measured at this rate, or the next
 *     stricter one. With the default, the teacher rejects 4.9 % of comparisons of one person
 * @param maximumTemplates maximum templates per subject and contract; a new one replaces the oldest (1 to 100). An entry of
 *     the gallery must fit into one record
 * @param maximumAhead how far the time of a request may be ahead of the broker's clock (duration, 0 to 10 minutes)
 */
public record EnrolSettings(
        long maximumPixels,
        float dominance,
        FaceLimits limits,
        float conflictReserve,
        double sameSubjectFalseMatchRate,
        int maximumTemplates,
        Duration maximumAhead) {

    public EnrolSettings {
        require(maximumPixels >= 1, "enrolment", "maximum pixels", maximumPixels);
        require(dominance > 1, "enrolment", "dominance", dominance);
        require(conflictReserve >= 0 && conflictReserve <= 1, "enrolment", "conflict reserve", conflictReserve);
        require(
                sameSubjectFalseMatchRate > 0 && sameSubjectFalseMatchRate < 1,
                "enrolment",
                "same subject false match rate",
                sameSubjectFalseMatchRate);
        require(maximumTemplates >= 1 && maximumTemplates <= 100, "enrolment", "maximum templates", maximumTemplates);
        require(
                !maximumAhead.isNegative() && maximumAhead.compareTo(CaptureTimes.MAXIMUM_TOLERANCE) <= 0,
                "enrolment",
                "maximum ahead",
                maximumAhead);
    }

    /** One face of at least 48 pixels, sharp, well lit, and turned to the camera. */
    public static EnrolSettings defaults() {
        return new EnrolSettings(
                EncodedImage.DEFAULT_MAXIMUM_PIXELS,
                Float.POSITIVE_INFINITY,
                new FaceLimits(48, 20, 0.12f, 0.92f, 40, 35, 60),
                0.2f,
                1e-3,
                10,
                Duration.ofMinutes(5));
    }
}
