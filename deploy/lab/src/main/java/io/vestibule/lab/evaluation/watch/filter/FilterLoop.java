package io.vestibule.lab.evaluation.watch.filter;

import java.time.Instant;

/**
 * A filter at one operating point, in closed loop: it learns from a frame according to its own decision on that frame. One thread
 * at a time.
 */
public interface FilterLoop {

    /** Decides on the next frame. */
    FrameResult next(SensedFrame frame, Instant at);
}
