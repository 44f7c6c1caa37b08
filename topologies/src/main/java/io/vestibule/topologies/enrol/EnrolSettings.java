package io.vestibule.topologies.enrol;

import io.vestibule.models.image.EncodedImage;
import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;

/**
 * Settings of enrolment.
 *
 * @param maximumPixels largest number of pixels of a photograph, from 1
 * @param dominance factor by which the side of the largest face must exceed that of every other face, so that the others
 *     count as passers-by; more than 1. Infinity rejects every photograph with a second face
 * @param limits limits of face quality
 * @param conflictReserve position of the conflict limit between the contract's threshold (0) and identity (1). The
 *     threshold is meant for one comparison, but a photograph is compared with every subject. Measured with 1,549 press
 *     photographs: false conflicts for 81 people at 0, 10 at 0.2 and 4 at 0.4. Second photographs under another name were
 *     found in 84, 70 and 44 of 100 cases
 * @param maximumTemplates templates for each subject and contract, 1 to 100, because an entry must fit into its topic. The
 *     oldest is removed first
 * @param maximumAhead largest allowed distance of the request's time after the broker's timestamp
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

    /** One face of at least 48 pixels, sharp, well lit, and turned to the camera. */
    public static EnrolSettings defaults() {
        return new EnrolSettings(
                EncodedImage.DEFAULT_MAXIMUM_PIXELS,
                Float.POSITIVE_INFINITY,
                new FaceLimits(48, 20, 0.12f, 0.92f, 40, 35, 60),
                0.2f,
                10,
                Duration.ofMinutes(5));
    }

    private static void require(boolean condition, String name, Object value) {
        if (!condition) {
            throw new IllegalArgumentException("enrolment: invalid " + name + " " + value);
        }
    }
}
