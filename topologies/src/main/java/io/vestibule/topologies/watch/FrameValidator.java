package io.vestibule.topologies.watch;

import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.io.CaptureTimeExtractor;
import io.vestibule.topologies.io.RecordValidator;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in frames that can be looked at, in the order in which they were taken. */
final class FrameValidator {

    private final FrameStore store;
    private final long maximumPixels;

    FrameValidator(FrameStore store, long maximumPixels) {
        this.store = store;
        this.maximumPixels = maximumPixels;
    }

    /** What can be said of a frame by itself; time is the record's, see {@link CaptureTimeExtractor}. */
    Optional<Rejection> refuse(@Nullable String key, @Nullable Frame frame, long time) {
        if (frame == null) {
            return refused(Reason.EMPTY_VALUE, "no frame");
        }
        Optional<Rejection> refused = RecordValidator.check(key, frame.getCamera(), frame.getCapturedAt(), time);
        if (refused.isPresent()) {
            return refused;
        }
        if (frame.getEpoch() / 1000 > frame.getCapturedAt().toEpochMilli()) {
            return refused(Reason.TIME_IN_FUTURE, "the epoch begins after the frame was taken");
        }
        return Optional.empty();
    }

    /**
     * Whether the frame comes after the camera's last one. In another epoch everything begins anew; an earlier epoch is taken,
     * too, if the frame itself was taken later: a camera that started before its clock was set.
     */
    Optional<Rejection> refuseUnlessNext(Frame frame, Camera last) {
        boolean later = frame.getCapturedAt().isAfter(last.capturedAt());
        if (frame.getEpoch() != last.epoch()) {
            return later || frame.getEpoch() > last.epoch()
                    ? Optional.empty()
                    : refused(
                            Reason.NOT_IN_SEQUENCE,
                            "of an earlier epoch than the camera's last frame, and taken before it");
        }
        if (frame.getSequence() <= last.sequence()) {
            return refused(Reason.NOT_IN_SEQUENCE, "sequence " + frame.getSequence() + " after " + last.sequence());
        }
        return later
                ? Optional.empty()
                : refused(Reason.NOT_IN_SEQUENCE, "captured before the frame that precedes it in sequence");
    }

    /** The frame's picture, its header checked. */
    Outcome<EncodedImage> image(Frame frame) {
        Optional<ByteBuffer> bytes = Optional.ofNullable(frame.getImage());
        if (bytes.isEmpty() && frame.getReference() != null) {
            bytes = store.find(frame.getReference());
            if (bytes.isEmpty()) {
                return Outcome.rejected(Reason.UNKNOWN_REFERENCE, "the frame store does not hold the picture");
            }
        }
        if (bytes.isEmpty()) {
            return Outcome.rejected(Reason.EMPTY_IMAGE, "neither a picture nor a reference to one");
        }
        try {
            return Outcome.accepted(EncodedImage.of(bytes.get(), maximumPixels));
        } catch (BadImageException bad) {
            return Outcome.rejected(Rejection.of(bad));
        }
    }

    private static Optional<Rejection> refused(Reason reason, String cause) {
        return Optional.of(new Rejection(reason, cause));
    }
}
