package io.vestibule.service.enrol;

import io.vestibule.schemas.Reason;

/** What a person can do about a rejection whose cause contains only what is wrong. */
final class RejectionAdvice {

    private RejectionAdvice() {}

    /** The cause, with the advice for its reason if there is one. */
    static String added(Reason reason, String cause) {
        String advice =
                switch (reason) {
                    case FACE_TOO_SMALL -> "use a photograph taken from closer, or with more pixels";
                    case FACE_TOO_BLURRED -> "use a sharper photograph";
                    case FACE_BADLY_LIT -> "use a photograph with even light on the face";
                    case EXTREME_POSE -> "use a photograph of a person who looks into the camera";
                    case TOO_MANY_PIXELS -> "scale the photograph down";
                    case EMPTY_IMAGE, ZERO_SIZE -> "use another file";
                    case TIME_INVALID, TIME_IN_FUTURE -> "set the clock of this computer";
                    case PROCESSING_FAILED, RESULT_REFUSED -> "look into the log of 'vestibule run enrol'";
                    default -> "";
                };
        return advice.isEmpty() ? cause : cause + "; " + advice;
    }
}
