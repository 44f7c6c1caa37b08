package io.vestibule.topologies.teach;

import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import java.util.Optional;

/** Settings of which a test says what matters to it: a second and five grey levels apart, a label from 0.6 on. */
final class TestSettings {

    FaceLimits limits = new FaceLimits(32, 10, 0.05f, 0.97f, 70, 50, 60);
    double share = 1;
    Duration minimumInterval = Duration.ofSeconds(1);
    float minimumDifference = 5;
    int perTrack = 3;
    int perCameraHour = 6;
    int perSubjectDay = 100;
    int rememberedTracks = 4;
    HardnessSettings hardness = HardnessSettings.defaults();
    int similarities = 2;
    float labelReserve = 0.2f;
    float labelMargin = 0.1f;
    Duration centresEvery = Duration.ZERO;
    Duration retention = Duration.ofDays(30);
    boolean keepFaces;

    TeachSettings build() {
        return new TeachSettings(
                "compass",
                Optional.empty(),
                limits,
                share,
                minimumInterval,
                minimumDifference,
                perTrack,
                perCameraHour,
                perSubjectDay,
                rememberedTracks,
                hardness,
                similarities,
                labelReserve,
                labelMargin,
                centresEvery,
                retention,
                keepFaces);
    }
}
