package io.vestibule.lab.evaluation.watch.filter;

import java.time.Instant;

/** A filter at one working point, in closed loop: what it decides on a frame is what it learns from. One thread at a time. */
public interface FilterLoop {

    /** Decides on the next frame. */
    FrameResult see(SensedFrame senses, Instant at);
}
