package io.vestibule.lab.demo;

import io.vestibule.schemas.CameraState;
import java.time.Duration;

/**
 * A camera's change from one state to another, as the watch announced it.
 *
 * @param time after the beginning of the script
 * @param reason in words
 */
public record CameraStateChange(Duration time, CameraState state, String reason) {}
