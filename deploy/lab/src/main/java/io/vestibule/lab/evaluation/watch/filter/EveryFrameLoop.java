package io.vestibule.lab.evaluation.watch.filter;

import java.time.Instant;
import java.util.Collections;

/** No filter: every frame is detected, and every face counts as live. */
final class EveryFrameLoop implements FilterLoop {

    @Override
    public FrameResult next(SensedFrame frame, Instant at) {
        return new FrameResult(
                true,
                Collections.nCopies(frame.detections().size(), true),
                Float.POSITIVE_INFINITY,
                0,
                frame.sensingNanos(frame.stem()) + frame.detectingNanos(frame.stem()));
    }
}
