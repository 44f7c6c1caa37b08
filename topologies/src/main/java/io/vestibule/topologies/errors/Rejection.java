package io.vestibule.topologies.errors;

import io.vestibule.models.image.BadImageException;
import io.vestibule.schemas.Reason;

/**
 * Why a record cannot be used.
 *
 * @param cause explanation for people, without any text of the record; cut at {@value #MAXIMUM_CAUSE_LENGTH} characters
 */
public record Rejection(Reason reason, String cause) {

    /** A dead letter must fit into its topic, for any exception. */
    static final int MAXIMUM_CAUSE_LENGTH = 500;

    public Rejection {
        cause = cause.length() <= MAXIMUM_CAUSE_LENGTH ? cause : cause.substring(0, MAXIMUM_CAUSE_LENGTH);
    }

    /**
     * The rejection of a record whose picture cannot be decoded.
     *
     * @param pixelSetting name of the setting that limits the pixels
     */
    public static Rejection of(BadImageException image, String pixelSetting) {
        Reason reason =
                switch (image.fault()) {
                    case EMPTY -> Reason.EMPTY_IMAGE;
                    case NOT_AN_IMAGE -> Reason.NOT_AN_IMAGE;
                    case ZERO_SIZE -> Reason.ZERO_SIZE;
                    case TOO_MANY_PIXELS -> Reason.TOO_MANY_PIXELS;
                };
        String cause = String.valueOf(image.getMessage());
        return new Rejection(
                reason, reason == Reason.TOO_MANY_PIXELS ? cause + "; the setting is " + pixelSetting : cause);
    }
}
