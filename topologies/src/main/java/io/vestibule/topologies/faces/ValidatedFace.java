package io.vestibule.topologies.faces;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.io.CaptureTimeExtractor;
import io.vestibule.topologies.io.RecordValidator;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The face of a sighting, as models take it. */
public record ValidatedFace(AlignedFace aligned, FaceQuality quality) {

    /**
     * Looks at a sighting before anything is done with it. Rejections: EMPTY_VALUE, BAD_CAMERA, TIME_INVALID, TIME_IN_FUTURE,
     * BAD_FACE, BAD_FEATURES.
     *
     * @param time of the record, by {@link CaptureTimeExtractor}, in milliseconds since 1970
     */
    public static Outcome<ValidatedFace> of(@Nullable String key, @Nullable FaceSighting sighting, long time) {
        if (sighting == null) {
            return Outcome.rejected(Reason.EMPTY_VALUE, "no sighting");
        }
        Optional<Rejection> refused = RecordValidator.refuse(
                key, sighting.getCamera(), sighting.getOrigin().getCapturedAt(), time);
        if (refused.isPresent()) {
            return Outcome.rejected(refused.get());
        }
        if (!sighting.getAlignment().equals(AlignedFace.ALIGNMENT)) {
            return Outcome.rejected(Reason.BAD_FACE, "the face is not aligned as " + AlignedFace.ALIGNMENT);
        }
        ByteBuffer pixels = sighting.getFace();
        if (pixels.remaining() != AlignedFace.BYTES) {
            return Outcome.rejected(
                    Reason.BAD_FACE, "a face of " + pixels.remaining() + " bytes, not " + AlignedFace.BYTES);
        }
        Optional<Rejection> baggage = PayloadLimits.refuse(sighting);
        if (baggage.isPresent()) {
            return Outcome.rejected(baggage.get());
        }
        byte[] bgr = new byte[AlignedFace.BYTES];
        pixels.duplicate().get(bgr);
        return Outcome.accepted(new ValidatedFace(new AlignedFace(bgr), quality(sighting.getQuality())));
    }

    /** The runtime's form of what a record says of a face's quality. */
    public static FaceQuality quality(io.vestibule.schemas.Quality quality) {
        return new FaceQuality(
                quality.getSize(),
                quality.getSharpness(),
                quality.getBrightness(),
                quality.getYaw(),
                quality.getPitch(),
                quality.getRoll());
    }
}
