package io.vestibule.topologies.faces;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.io.CaptureTimes;
import io.vestibule.topologies.io.RecordValidator;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The face of a validated sighting, in the form that models accept. */
public record ValidatedFace(AlignedFace aligned, FaceQuality quality) {

    /**
     * Validates a sighting. Reasons of rejection: EMPTY_VALUE, BAD_CAMERA, TIME_INVALID, TIME_IN_FUTURE, BAD_FACE,
     * BAD_FEATURES.
     *
     * <p>The watch has compared the capture time with the wall clock already, by a tolerance of its own settings. The widest
     * tolerance applies here, so that no setting of the watch causes rejections.
     *
     * @param now the wall clock
     */
    public static Outcome<ValidatedFace> of(@Nullable String key, @Nullable FaceSighting sighting, Instant now) {
        if (sighting == null) {
            return Outcome.rejected(Reason.EMPTY_VALUE, "no sighting");
        }
        return Outcome.accepted(sighting)
                .rejectIf(ignored -> RecordValidator.check(
                        key,
                        sighting.getCamera(),
                        sighting.getOrigin().getCapturedAt(),
                        now,
                        CaptureTimes.MAXIMUM_TOLERANCE))
                .rejectIf(ValidatedFace::checkPixels)
                .rejectIf(PayloadLimits::check)
                .map(valid -> new ValidatedFace(aligned(valid.getFace()), quality(valid.getQuality())));
    }

    /** Converts the quality of a record. */
    public static FaceQuality quality(Quality quality) {
        return new FaceQuality(
                quality.getSize(),
                quality.getSharpness(),
                quality.getBrightness(),
                quality.getYaw(),
                quality.getPitch(),
                quality.getRoll());
    }

    private static Optional<Rejection> checkPixels(FaceSighting sighting) {
        if (!sighting.getAlignment().equals(AlignedFace.ALIGNMENT)) {
            return Optional.of(new Rejection(Reason.BAD_FACE, "the alignment is not " + AlignedFace.ALIGNMENT));
        }
        int bytes = sighting.getFace().remaining();
        return bytes == AlignedFace.BYTES
                ? Optional.empty()
                : Optional.of(
                        new Rejection(Reason.BAD_FACE, "face of " + bytes + " bytes instead of " + AlignedFace.BYTES));
    }

    private static AlignedFace aligned(ByteBuffer pixels) {
        byte[] bgr = new byte[AlignedFace.BYTES];
        pixels.duplicate().get(bgr);
        return new AlignedFace(bgr);
    }
}
