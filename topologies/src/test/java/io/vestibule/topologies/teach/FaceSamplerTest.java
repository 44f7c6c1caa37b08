package io.vestibule.topologies.teach;

import static io.vestibule.topologies.teach.TestSightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.TrackSamplingState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FaceSamplerTest {

    private static final FaceQuality GOOD = new FaceQuality(120, 90, 0.5f, 0, 0, 0);

    private final FaceSampler sampler = new FaceSampler(settings(1, 3, 100, 2));

    @Test
    void shouldTakeFirstFaceOfTrack() {
        assertThat(sampler.decide(FaceSampler.initialState(), candidate("a", 0, 100)))
                .isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldSkipFaceWhenQualityIsTooLow() {
        // Given
        SamplingCandidate blurred =
                SamplingCandidate.of(TestSightings.grey(100), new FaceQuality(120, 9, 0.5f, 0, 0, 0), "a", NOON);

        // Then
        assertThat(sampler.decide(FaceSampler.initialState(), blurred)).isEqualTo(SamplingDecision.POOR);
    }

    @Test
    void shouldSkipFaceWhenHashIsOutsideShare() {
        // When
        SamplingCandidate half = new SamplingCandidate(
                new FaceHash("8" + "0".repeat(63)), Thumbnail.of(TestSightings.grey(1)), GOOD, "a", NOON);

        // Then
        assertThat(new FaceSampler(settings(0.5, 3, 100, 2)).decide(FaceSampler.initialState(), half))
                .isEqualTo(SamplingDecision.NOT_DRAWN);
        assertThat(new FaceSampler(settings(0.51, 3, 100, 2)).decide(FaceSampler.initialState(), half))
                .isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldSkipFaceWhenIntervalIsTooShort() {
        // Given
        CameraSamplingState camera = stateAfter(candidate("a", 0, 100));

        // Then
        assertThat(sampler.decide(camera, candidate("a", 999, 200))).isEqualTo(SamplingDecision.TOO_SOON);
        assertThat(sampler.decide(camera, candidate("a", 1000, 200))).isEqualTo(SamplingDecision.TAKEN);
        assertThat(sampler.decide(camera, candidate("b", 1, 200))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldSkipFaceWhenItIsRepeatedOrLate() {
        // Given
        CameraSamplingState camera = stateAfter(candidate("a", 5000, 100));

        // Then
        assertThat(sampler.decide(camera, candidate("a", 5000, 100))).isEqualTo(SamplingDecision.TOO_SOON);
        assertThat(sampler.decide(camera, candidate("a", 0, 200))).isEqualTo(SamplingDecision.TOO_SOON);
    }

    @Test
    void shouldSkipFaceWhenItIsNearDuplicate() {
        // Given
        CameraSamplingState camera = stateAfter(candidate("a", 0, 100));

        // Then
        assertThat(sampler.decide(camera, candidate("a", 2000, 104))).isEqualTo(SamplingDecision.NEAR_DUPLICATE);
        assertThat(sampler.decide(camera, candidate("a", 2000, 96))).isEqualTo(SamplingDecision.NEAR_DUPLICATE);
        assertThat(sampler.decide(camera, candidate("a", 2000, 105))).isEqualTo(SamplingDecision.TAKEN);
        assertThat(sampler.decide(camera, candidate("b", 2000, 100))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldCompareWithLastTakenFaceWhenOthersWereSkipped() {
        // Given
        CameraSamplingState camera = stateAfter(candidate("a", 0, 100));
        sampler.decide(camera, candidate("a", 2000, 103)); // skipped, so that a slow drift still leads to another label

        // Then
        assertThat(sampler.decide(camera, candidate("a", 4000, 106))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldSkipFaceWhenTrackIsFull() {
        // Given
        CameraSamplingState camera =
                stateAfter(candidate("a", 0, 50), candidate("a", 2000, 100), candidate("a", 4000, 150));

        // Then
        assertThat(sampler.decide(camera, candidate("a", 6000, 200))).isEqualTo(SamplingDecision.TRACK_FULL);
        assertThat(sampler.decide(camera, candidate("b", 6000, 200))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldSkipFaceWhenCameraIsFull() {
        // Given
        FaceSampler few = new FaceSampler(settings(1, 3, 2, 2));
        CameraSamplingState camera = few.update(
                few.update(FaceSampler.initialState(), candidate("a", 0, 50), true), candidate("b", 1000, 50), true);

        // Then
        assertThat(few.decide(camera, candidate("c", 3_599_999, 50))).isEqualTo(SamplingDecision.CAMERA_FULL);
        assertThat(few.decide(camera, candidate("c", 3_600_000, 50))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldRestartCountWhenHourChanges() {
        // When
        CameraSamplingState camera =
                stateAfter(candidate("a", 0, 50), candidate("b", 1000, 50), candidate("c", 3_600_000, 50));

        // Then
        assertThat(camera.getHour()).isEqualTo(Instant.parse("2026-05-04T13:00:00Z"));
        assertThat(camera.getLabelsInHour()).isEqualTo(1);
    }

    @Test
    void shouldUpdateTrackWithoutCountingWhenFaceGetsNoLabel() {
        // Given
        CameraSamplingState camera =
                sampler.update(stateAfter(candidate("a", 0, 50)), candidate("a", 2000, 100), false);

        // Then
        assertThat(sampler.decide(camera, candidate("a", 2500, 200))).isEqualTo(SamplingDecision.TOO_SOON);
        assertThat(sampler.decide(camera, candidate("a", 4000, 101))).isEqualTo(SamplingDecision.NEAR_DUPLICATE);
        assertThat(sampler.decide(camera, candidate("a", 4000, 50))).isEqualTo(SamplingDecision.TAKEN);
        assertThat(camera.getLabelsInHour()).isEqualTo(1);
        assertThat(camera.getTracks()).extracting(TrackSamplingState::getLabels).containsExactly(1);
    }

    @Test
    void shouldDropLeastRecentTrackWhenThereAreTooMany() {
        // When
        CameraSamplingState camera = stateAfter(
                candidate("a", 0, 50), candidate("b", 1000, 50), candidate("a", 2000, 100), candidate("c", 3000, 50));

        // Then
        assertThat(camera.getTracks())
                .extracting(TrackSamplingState::getTrack, TrackSamplingState::getLabels)
                .containsExactly(tuple("a", 2), tuple("c", 1));
    }

    private CameraSamplingState stateAfter(SamplingCandidate... candidates) {
        CameraSamplingState camera = FaceSampler.initialState();
        for (SamplingCandidate candidate : candidates) {
            camera = sampler.update(camera, candidate, true);
        }
        return camera;
    }

    private static SamplingCandidate candidate(String track, long millisAfterNoon, int level) {
        return SamplingCandidate.of(TestSightings.grey(level), GOOD, track, NOON.plusMillis(millisAfterNoon));
    }

    private static TeachSettings settings(double share, int perTrack, int perCameraHour, int rememberedTracks) {
        TeachSettingsBuilder settings = TestSettings.builder();
        settings.share(share);
        settings.perTrack(perTrack);
        settings.perCameraHour(perCameraHour);
        settings.rememberedTracks(rememberedTracks);
        return settings.build();
    }
}
