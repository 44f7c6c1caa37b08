package io.vestibule.lab.demo;

import io.vestibule.schemas.CameraState;
import java.time.Duration;

/**
 * A change of a camera's state, as announced by the watch.
 *
 * @param time script time
 * @param reason in plain text
 */
public record CameraStateChange(Duration time, CameraState state, String reason) {}
