package io.vestibule.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ObservedCamerasTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final Watch watch = new Watch();
    private final ObservedCameras fleet = new ObservedCameras(watch);

    @Test
    void shouldNotCountACameraThatWentToAnotherProcess() {
        // Given
        fleet.looked("moved away", NOON);
        fleet.announced("moved away", CameraState.QUIET, false);
        watch.pass(Duration.ofMinutes(1));

        // When
        fleet.looked("here", watch.instant());
        fleet.announced("here", CameraState.QUIET, false);

        // Then
        assertThat(fleet.count(CameraState.QUIET)).isEqualTo(1);
        assertThat(fleet.backlogSeconds()).isZero();
    }

    @Test
    void shouldAgeWhenNothingIsLookedAtAnyMore() {
        // Given
        fleet.looked("north", NOON);
        fleet.looked("south", NOON.minusSeconds(2));

        // When
        watch.pass(Duration.ofMinutes(2));

        // Then
        assertThat(fleet.backlogSeconds()).isEqualTo(122);
    }

    @Test
    void shouldHaveNoAgeWhenThereIsNoCamera() {
        assertThat(fleet.backlogSeconds()).isNaN();
    }

    @Test
    void shouldLetASilentCameraNotAge() {
        // Given
        fleet.looked("north", NOON);

        // When
        fleet.announced("north", CameraState.SILENT, true);

        // Then
        assertThat(fleet.backlogSeconds()).isNaN();
        assertThat(fleet.count(CameraState.SILENT)).isEqualTo(1);
    }

    @Test
    void shouldForgetCamerasThatWereNotHeardOfForLong() {
        // Given
        fleet.looked("gone", NOON);
        fleet.announced("silent", CameraState.SILENT, true);

        // When
        watch.pass(ObservedCameras.KEPT_FOR.plusSeconds(1));
        int soon = fleet.count(CameraState.SILENT);
        int keptSoon = fleet.size();
        watch.pass(ObservedCameras.SILENT_KEPT_FOR);
        fleet.backlogSeconds();

        // Then
        assertThat(soon).isEqualTo(1);
        assertThat(keptSoon).isEqualTo(1);
        assertThat(fleet.size()).isZero();
    }

    @Test
    void shouldKeepNoMoreThanTheMost() {
        // When
        for (int i = 0; i < ObservedCameras.MOST + 1000; i++) {
            fleet.looked("camera-" + i, NOON);
        }

        // Then
        assertThat(fleet.size()).isEqualTo(ObservedCameras.MOST);
    }

    /** A clock that is put on by hand. */
    private static final class Watch extends Clock {
        private Instant now = NOON;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
