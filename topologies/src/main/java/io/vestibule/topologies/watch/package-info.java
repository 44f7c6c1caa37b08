/**
 * Frames to faces. Each frame is looked at by the detector's first layers only, unless something is there that is not the
 * empty scene.
 *
 * <p>{@link io.vestibule.topologies.watch.WatchTopology} is the whole flow. Behind it: {@code Door} turns away what is no
 * frame, {@code Shedding} what is too old, {@code Eye} looks, {@code Scenes} holds the backgrounds ({@link
 * io.vestibule.topologies.watch.scene}), {@code Tracker} names faces from frame to frame, {@code Camera} is what is remembered
 * between frames, {@code Condition} its state machine, {@code Silence} hears which cameras send nothing.
 */
@NullMarked
package io.vestibule.topologies.watch;

import org.jspecify.annotations.NullMarked;
