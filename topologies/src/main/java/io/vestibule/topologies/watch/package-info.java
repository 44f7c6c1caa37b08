/**
 * The topology from frames to faces. The detector runs only its first layers on each frame, unless the frame differs from the
 * empty scene.
 *
 * <p>{@link io.vestibule.topologies.watch.WatchTopology} defines the topology. Its processor takes these steps for each frame:
 *
 * <ul>
 *   <li>{@code FrameValidator} checks the frame, {@code FrameOrder} numbers it, {@code LoadShedder} checks whether it is too old.
 *   <li>The {@linkplain io.vestibule.topologies.watch.analysis frame analyzer} finds live faces. {@code SceneCache} holds the
 *       {@linkplain io.vestibule.topologies.watch.scene backgrounds}.
 *   <li>{@code Tracker} follows faces from frame to frame.
 *   <li>{@code Camera} is the state between frames, {@code CameraHealth} its state machine. {@code StatusSender} sends it.
 * </ul>
 *
 * <p>{@code SilenceDetector} finds cameras that send nothing, {@code ClockOffset} those whose clock is wrong.
 */
@NullMarked
package io.vestibule.topologies.watch;

import org.jspecify.annotations.NullMarked;
