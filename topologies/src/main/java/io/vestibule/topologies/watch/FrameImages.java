package io.vestibule.topologies.watch;

import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds the encoded image of a frame: in the frame itself, or in the frame store. Checks its header. */
final class FrameImages {

    static final String PIXEL_SETTING = "watch.maximum-pixels";

    private final FrameStore store;
    private final long maximumPixels;

    FrameImages(FrameStore store, long maximumPixels) {
        this.store = store;
        this.maximumPixels = maximumPixels;
    }

    Outcome<EncodedImage> find(Frame frame) {
        Optional<ByteBuffer> bytes = Optional.ofNullable(frame.getImage());
        String reference = frame.getReference();
        if (bytes.isEmpty() && reference != null) {
            bytes = store.find(reference);
            if (bytes.isEmpty()) {
                return Outcome.rejected(
                        Reason.UNKNOWN_REFERENCE,
                        "the frame store does not contain the image of the frame's reference");
            }
        }
        if (bytes.isEmpty()) {
            return Outcome.rejected(Reason.EMPTY_IMAGE, "the frame has neither an image nor a reference");
        }
        try {
            return Outcome.accepted(EncodedImage.of(bytes.get(), maximumPixels));
        } catch (BadImageException bad) {
            return Outcome.rejected(Rejection.of(bad, PIXEL_SETTING));
        }
    }
}
