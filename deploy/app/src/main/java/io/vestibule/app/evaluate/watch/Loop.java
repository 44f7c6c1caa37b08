package io.vestibule.app.evaluate.watch;

import java.time.Instant;

/** A filter at one working point, in closed loop: what it decides on a frame is what it learns from. One thread at a time. */
interface Loop {

    /** Decides on the next frame. */
    Verdict see(Senses senses, Instant at);
}
