package io.vestibule.topologies.watch;

import io.vestibule.schemas.Frame;
import java.time.Instant;

/** A frame in the order of its camera, with its number in the results. */
record NumberedFrame(Frame frame, FrameNumber number) {

    String camera() {
        return frame.getCamera();
    }

    Instant capturedAt() {
        return frame.getCapturedAt();
    }

    /** A globally unique name. */
    String name() {
        return camera() + "/" + number.epoch() + "/" + number.sequence();
    }
}
