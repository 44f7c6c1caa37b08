package io.vestibule.topologies.watch;

import io.vestibule.models.geometry.BoundingBox;
import java.time.Instant;

/**
 * A face that is followed from frame to frame.
 *
 * @param name unique for ever: camera, epoch, sequence of the first frame, and a number within it
 * @param box where it was last seen, in pixels
 */
record Track(String name, BoundingBox box, Instant lastSeen) {}
