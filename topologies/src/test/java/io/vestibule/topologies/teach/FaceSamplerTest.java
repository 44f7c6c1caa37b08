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

    private final FaceSampler sampling = new FaceSampler(settings(1, 3, 100, 2));

    @Test
    void shouldTakeTheFirstFaceOfATrack() {
        assertThat(sampling.judge(FaceSampler.nothing(), sample("a", 0, 100))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldLeaveOutAFaceThatIsTooPoorToLearnFrom() {
        SamplingCandidate blurred =
                SamplingCandidate.of(TestSightings.grey(100), new FaceQuality(120, 9, 0.5f, 0, 0, 0), "a", NOON);

        assertThat(sampling.judge(FaceSampler.nothing(), blurred)).isEqualTo(SamplingDecision.POOR);
    }

    @Test
    void shouldLeaveOutWhatTheLotDoesNotDraw() {
        SamplingCandidate half = new SamplingCandidate(
                new FaceHash("8" + "0".repeat(63)), Thumbnail.of(TestSightings.grey(1)), GOOD, "a", NOON);

        assertThat(new FaceSampler(settings(0.5, 3, 100, 2)).judge(FaceSampler.nothing(), half))
                .isEqualTo(SamplingDecision.NOT_DRAWN);
        assertThat(new FaceSampler(settings(0.51, 3, 100, 2)).judge(FaceSampler.nothing(), half))
                .isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldLeaveOutAFaceThatComesTooSoonAfterTheLastOfItsTrack() {
        CameraSamplingState taught = remembered(sample("a", 0, 100));

        assertThat(sampling.judge(taught, sample("a", 999, 200))).isEqualTo(SamplingDecision.TOO_SOON);
        assertThat(sampling.judge(taught, sample("a", 1000, 200))).isEqualTo(SamplingDecision.TAKEN);
        assertThat(sampling.judge(taught, sample("b", 1, 200))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldLeaveOutAFaceThatIsDeliveredAgainOrLate() {
        CameraSamplingState taught = remembered(sample("a", 5000, 100));

        assertThat(sampling.judge(taught, sample("a", 5000, 100))).isEqualTo(SamplingDecision.TOO_SOON);
        assertThat(sampling.judge(taught, sample("a", 0, 200))).isEqualTo(SamplingDecision.TOO_SOON);
    }

    @Test
    void shouldLeaveOutAFaceThatLooksLikeTheLastOfItsTrack() {
        CameraSamplingState taught = remembered(sample("a", 0, 100));

        assertThat(sampling.judge(taught, sample("a", 2000, 104))).isEqualTo(SamplingDecision.NEAR_DUPLICATE);
        assertThat(sampling.judge(taught, sample("a", 2000, 96))).isEqualTo(SamplingDecision.NEAR_DUPLICATE);
        assertThat(sampling.judge(taught, sample("a", 2000, 105))).isEqualTo(SamplingDecision.TAKEN);
        assertThat(sampling.judge(taught, sample("b", 2000, 100))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldCompareWithTheLastFaceThatWasTakenWhenOthersWereLeftOut() {
        CameraSamplingState taught = remembered(sample("a", 0, 100));
        sampling.judge(taught, sample("a", 2000, 103)); // left out, so a slow drift still ends in another sample

        assertThat(sampling.judge(taught, sample("a", 4000, 106))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldTakeNoMoreFacesOfATrackThanTheMost() {
        CameraSamplingState taught = remembered(sample("a", 0, 50), sample("a", 2000, 100), sample("a", 4000, 150));

        assertThat(sampling.judge(taught, sample("a", 6000, 200))).isEqualTo(SamplingDecision.TRACK_FULL);
        assertThat(sampling.judge(taught, sample("b", 6000, 200))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldTakeNoMoreFacesOfACameraInAnHourThanTheMost() {
        FaceSampler few = new FaceSampler(settings(1, 3, 2, 2));
        CameraSamplingState taught = few.remember(
                few.remember(FaceSampler.nothing(), sample("a", 0, 50), true), sample("b", 1000, 50), true);

        assertThat(few.judge(taught, sample("c", 3_599_999, 50))).isEqualTo(SamplingDecision.CAMERA_FULL);
        assertThat(few.judge(taught, sample("c", 3_600_000, 50))).isEqualTo(SamplingDecision.TAKEN);
    }

    @Test
    void shouldCountTheNextHourFromItsFirstFace() {
        CameraSamplingState taught = remembered(sample("a", 0, 50), sample("b", 1000, 50), sample("c", 3_600_000, 50));

        assertThat(taught.getHour()).isEqualTo(Instant.parse("2026-05-04T13:00:00Z"));
        assertThat(taught.getLabelsInHour()).isEqualTo(1);
    }

    @Test
    void shouldNotAskAgainAtOnceAboutAFaceThatWasNotTakenAndCountItForNoCap() {
        CameraSamplingState asked = sampling.remember(remembered(sample("a", 0, 50)), sample("a", 2000, 100), false);

        assertThat(sampling.judge(asked, sample("a", 2500, 200))).isEqualTo(SamplingDecision.TOO_SOON);
        assertThat(sampling.judge(asked, sample("a", 4000, 101))).isEqualTo(SamplingDecision.NEAR_DUPLICATE);
        assertThat(sampling.judge(asked, sample("a", 4000, 50))).isEqualTo(SamplingDecision.TAKEN);
        assertThat(asked.getLabelsInHour()).isEqualTo(1);
        assertThat(asked.getTracks()).extracting(TrackSamplingState::getLabels).containsExactly(1);
    }

    @Test
    void shouldForgetTheTrackThatWasTaughtLeastLatelyWhenThereAreTooMany() {
        CameraSamplingState taught =
                remembered(sample("a", 0, 50), sample("b", 1000, 50), sample("a", 2000, 100), sample("c", 3000, 50));

        assertThat(taught.getTracks())
                .extracting(TrackSamplingState::getTrack, TrackSamplingState::getLabels)
                .containsExactly(tuple("a", 2), tuple("c", 1));
    }

    private CameraSamplingState remembered(SamplingCandidate... samples) {
        CameraSamplingState taught = FaceSampler.nothing();
        for (SamplingCandidate sample : samples) {
            taught = sampling.remember(taught, sample, true);
        }
        return taught;
    }

    private static SamplingCandidate sample(String track, long millisAfterNoon, int level) {
        return SamplingCandidate.of(TestSightings.grey(level), GOOD, track, NOON.plusMillis(millisAfterNoon));
    }

    private static TeachSettings settings(double share, int perTrack, int perCameraHour, int rememberedTracks) {
        TestSettings settings = new TestSettings();
        settings.share = share;
        settings.perTrack = perTrack;
        settings.perCameraHour = perCameraHour;
        settings.rememberedTracks = rememberedTracks;
        return settings.build();
    }
}
