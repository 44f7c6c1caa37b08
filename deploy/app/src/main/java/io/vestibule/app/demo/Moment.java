package io.vestibule.app.demo;

import io.vestibule.schemas.CameraState;
import java.time.Duration;

/**
 * What the watch made of one frame.
 *
 * @param time after the beginning of the script
 * @param distance largest distance from the background; 0 where there was none
 * @param faces living faces in the frame
 * @param nanos time that the frame took
 */
public record Moment(Duration time, CameraState state, float distance, boolean earlyExit, int faces, long nanos) {}
