package io.vestibule.topologies.teach;

import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;

/** Settings of tests: an interval of one second, a difference of five grey levels, and labels from a cosine of 0.6 on. */
final class TestSettings {

    private TestSettings() {}

    static TeachSettingsBuilder builder() {
        return TeachSettingsBuilder.builder(TeachSettings.defaults())
                .teacher("compass")
                .limits(new FaceLimits(32, 10, 0.05f, 0.97f, 70, 50, 60))
                .share(1)
                .minimumInterval(Duration.ofSeconds(1))
                .minimumDifference(5)
                .perTrack(3)
                .perCameraHour(6)
                .perSubjectDay(100)
                .rememberedTracks(4)
                .hardness(HardnessSettings.defaults())
                .similarities(2)
                .labelReserve(0.2f)
                .labelMargin(0.1f)
                .centresEvery(Duration.ZERO)
                .retention(Duration.ofDays(30))
                .keepFaces(false);
    }
}
