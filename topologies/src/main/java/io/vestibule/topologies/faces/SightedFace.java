package io.vestibule.topologies.faces;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.Quality;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.ends.CaptureTime;
import io.vestibule.topologies.ends.Envelope;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The face of a sighting, as models take it. */
public record SightedFace(AlignedFace aligned, Quality quality) {

    /**
     * Looks at a sighting before anything is done with it. Rejections: EMPTY_VALUE, BAD_CAMERA, TIME_INVALID, TIME_IN_FUTURE,
     * BAD_FACE, BAD_FEATURES.
     *
     * @param time of the record, by {@link CaptureTime}, in milliseconds since 1970
     */
    public static Outcome<SightedFace> of(@Nullable String key, @Nullable FaceSighting sighting, long time) {
        if (sighting == null) {
            return Outcome.rejected(Reason.EMPTY_VALUE, "no sighting");
        }
        Optional<Rejection> refused =
                Envelope.refuse(key, sighting.getCamera(), sighting.getOrigin().getCapturedAt(), time);
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
        Optional<Rejection> baggage = Baggage.refuse(sighting);
        if (baggage.isPresent()) {
            return Outcome.rejected(baggage.get());
        }
        byte[] bgr = new byte[AlignedFace.BYTES];
        pixels.duplicate().get(bgr);
        return Outcome.accepted(new SightedFace(new AlignedFace(bgr), quality(sighting.getQuality())));
    }

    /** The runtime's form of what a record says of a face's quality. */
    public static Quality quality(io.vestibule.schemas.Quality quality) {
        return new Quality(
                quality.getSize(),
                quality.getSharpness(),
                quality.getBrightness(),
                quality.getYaw(),
                quality.getPitch(),
                quality.getRoll());
    }
}
