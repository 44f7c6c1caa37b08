/**
 * Frames to faces. Each frame is looked at by the detector's first layers only, unless something is there that is not the
 * empty scene.
 *
 * <p>{@link io.vestibule.topologies.watch.WatchTopology} is the whole flow. Behind it: {@code Door} turns away what is no
 * frame, {@code Eye} looks, {@code Scene} knows the background, {@code Tracker} names faces from frame to frame, {@code
 * Camera} is what is remembered between frames.
 */
@NullMarked
package io.vestibule.topologies.watch;

import org.jspecify.annotations.NullMarked;
