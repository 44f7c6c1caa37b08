package io.vestibule.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prints the time of each stage on this machine for RESULTS.md. It checks no limit, so it runs only on request. */
@EnabledIfSystemProperty(
        named = "vestibule.figures",
        matches = "true",
        disabledReason = "run with -Dvestibule.figures=true")
@Tag("slow")
class StageFiguresTest {

    private static final int WARM_UP = 100;
    private static final int ROUNDS = 300;

    private final Map<Stage, List<Long>> nanos = new EnumMap<>(Stage.class);

    @ParameterizedTest
    @CsvSource({"640, 480", "1280, 720", "1920, 1080"})
    void shouldReportEachStageInEachRound(int width, int height) throws IOException, BadImageException {
        // Given
        EncodedImage image = Photographs.resized("sample3", width, height);

        // When
        try (Vision vision = Vision.open(Photographs.ZOO, DetectionSettings.defaults(), this::record)) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                if (round == WARM_UP) {
                    nanos.clear();
                }
                List<Detection> one = Photographs.detect(vision, image).subList(0, 1);
                AlignedFace face = vision.faceAligner().align(image, one).get(0).aligned();
                vision.embedders().get("mobilefacenet").embed(List.of(face));
            }
        }

        // Then
        // Times depend on the machine and have no limit here.
        assertThat(nanos).containsOnlyKeys(Stage.values());
        assertThat(nanos.values()).extracting(List::size).allMatch(size -> size >= ROUNDS);
        System.out.printf("%dx%d, one face, median ms:%n", width, height);
        nanos.forEach((stage, times) -> System.out.printf("  %-12s %6.2f%n", stage, median(times) / 1e6));
    }

    private void record(Stage stage, int batch, long time) {
        nanos.computeIfAbsent(stage, first -> new ArrayList<>()).add(time);
    }

    private static long median(List<Long> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }
}
