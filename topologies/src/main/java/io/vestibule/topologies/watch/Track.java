package io.vestibule.topologies.watch;

import io.vestibule.models.geometry.BoundingBox;
import java.time.Instant;

/**
 * A face that is followed from frame to frame.
 *
 * @param name globally unique: camera, epoch, sequence of the first frame, and a number within that frame
 * @param box last position, in pixels
 * @param lastSeen capture time of the last frame with the face
 */
record Track(String name, BoundingBox box, Instant lastSeen) {}
