package io.vestibule.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.service.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObservedCamerasTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final ObservedCameras cameras = new ObservedCameras(clock);

    @Test
    void shouldNotCountACameraThatMovedToAnotherProcess() {
        // Given
        cameras.frameAnalysed("moved away", NOON);
        cameras.statusPublished(status("moved away", CameraState.QUIET, false));
        clock.pass(Duration.ofMinutes(1));

        // When
        cameras.frameAnalysed("here", clock.instant());
        cameras.statusPublished(status("here", CameraState.QUIET, false));

        // Then
        assertThat(cameras.count(CameraState.QUIET)).isEqualTo(1);
        assertThat(cameras.backlogSeconds()).isZero();
    }

    @Test
    void shouldAgeWhenNoFramesAreAnalysed() {
        // Given
        cameras.frameAnalysed("north", NOON);
        cameras.frameAnalysed("south", NOON.minusSeconds(2));

        // When
        clock.pass(Duration.ofMinutes(2));

        // Then
        assertThat(cameras.backlogSeconds()).isEqualTo(122);
    }

    @Test
    void shouldHaveNoBacklogAgeWithoutCameras() {
        assertThat(cameras.backlogSeconds()).isNaN();
    }

    @Test
    void shouldIgnoreASilentCameraInTheBacklogAge() {
        // Given
        cameras.frameAnalysed("north", NOON);

        // When
        cameras.statusPublished(status("north", CameraState.SILENT, true));

        // Then
        assertThat(cameras.backlogSeconds()).isNaN();
        assertThat(cameras.count(CameraState.SILENT)).isEqualTo(1);
    }

    @Test
    void shouldRemoveCamerasWithoutRecords() {
        // Given
        cameras.frameAnalysed("removed", NOON);
        cameras.statusPublished(status("silent", CameraState.SILENT, true));

        // When
        clock.pass(ObservedCameras.KEPT_FOR.plusSeconds(1));
        int silentAfterFirstPause = cameras.count(CameraState.SILENT);
        int sizeAfterFirstPause = cameras.size();
        clock.pass(ObservedCameras.SILENT_KEPT_FOR);
        cameras.backlogSeconds();

        // Then
        assertThat(silentAfterFirstPause).isEqualTo(1);
        assertThat(sizeAfterFirstPause).isEqualTo(1);
        assertThat(cameras.size()).isZero();
    }

    @Test
    void shouldKeepAtMostTheMaximumNumberOfCameras() {
        // When
        for (int i = 0; i < ObservedCameras.MAXIMUM_CAMERAS + 1000; i++) {
            cameras.frameAnalysed("camera-" + i, NOON);
        }

        // Then
        assertThat(cameras.size()).isEqualTo(ObservedCameras.MAXIMUM_CAMERAS);
    }

    @Test
    void shouldIgnoreASilentStatusWhenANewerOneIsKnown() {
        // Given a camera whose frames have moved to another partition
        cameras.statusPublished(status("moved", CameraState.QUIET, false));

        // When the task of the former partition notices
        boolean alarm = cameras.statusPublished(CameraStatus.newBuilder(status("moved", CameraState.SILENT, true))
                .setAt(NOON.minusSeconds(11))
                .build());

        // Then
        assertThat(alarm).isFalse();
        assertThat(cameras.count(CameraState.SILENT)).isZero();
        assertThat(cameras.count(CameraState.QUIET)).isEqualTo(1);
    }

    @Test
    void shouldNotCountAClockOffsetAsBacklog() {
        // Given
        cameras.frameAnalysed("north", NOON.minusSeconds(31));

        // When
        cameras.statusPublished(CameraStatus.newBuilder(status("north", CameraState.QUIET, false))
                .setClockOffset(30_000L)
                .build());

        // Then
        assertThat(cameras.backlogSeconds()).isEqualTo(1);
        assertThat(cameras.largestClockOffsetSeconds()).isEqualTo(30);
    }

    private static CameraStatus status(String camera, CameraState state, boolean began) {
        return CameraStatus.newBuilder()
                .setCamera(camera)
                .setState(state)
                .setSince(began ? NOON : NOON.minusSeconds(5))
                .setAt(NOON)
                .setReason("")
                .setFrames(1)
                .setEarlyExits(0)
                .setThreshold(0.06f)
                .build();
    }
}
