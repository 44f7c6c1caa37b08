package io.vestibule.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.demo.report.DemoReport;
import io.vestibule.lab.scenes.SimulatedCamera;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.lab.scenes.script.ObservedVisit;
import io.vestibule.lab.scenes.script.PipelineOutput;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.models.Vision;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.service.config.Configuration;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import io.vestibule.zoo.PreparedModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DemoReportTest {

    private static final SceneScript SCRIPT = SceneScript.brief();
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private static final Duration AUDIT = Duration.ofSeconds(25);

    private static Vision vision;
    private static ZooPortraits portraits;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        PreparedModels prepared = PreparedZoo.models();
        vision = Vision.open(prepared);
        portraits = new ZooPortraits(prepared, vision);
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    /** Ada comes at 8 seconds and is identified at once. The stranger at the other door is missed. */
    private static DemoResult result(boolean hideFaces) {
        WatchObservations observations = new WatchObservations(SCRIPT, START);
        for (int frame = 0; frame < SCRIPT.framesPerDoor(); frame++) {
            Duration time = SCRIPT.timeOf(frame);
            boolean visited = time.compareTo(Duration.ofSeconds(9)) > 0 && time.compareTo(Duration.ofSeconds(17)) < 0;
            boolean audited = time.equals(AUDIT);
            observations.observed(new Observation(
                    "front-door",
                    START.plus(time),
                    visited ? CameraState.ACTIVE : CameraState.QUIET,
                    Optional.of(new DistanceMap(1, 2, new float[] {0, visited ? 0.2f : 0.003f})),
                    time.compareTo(AUDIT) < 0 ? 0.06f : 0.045f,
                    !visited && !audited,
                    audited,
                    visited ? 1 : 0,
                    0,
                    audited ? 1 : 0,
                    2_000_000));
        }
        observations.announced(status(CameraState.QUIET, 3, "the picture has been still"));
        observations.announced(status(CameraState.QUIET, 3, "the picture has been still"));
        observations.announced(status(CameraState.COVERED, 15, "nothing can be made out"));
        List<IdentityEvent> events = List.of(event(EventKind.ARRIVED, 9), event(EventKind.IDENTIFIED, 10));
        FaceSighting sighting = PipelineOutput.sighting("front-door", "ada", 45, new BoundingBox(500, 150, 560, 230));
        ScriptComparison comparison =
                ScriptComparison.of(SCRIPT, Map.of(), ObservedVisit.of(events, List.of(sighting), START));
        DemoSettings settings = new DemoSettings(Configuration.DEFAULTS, SCRIPT, 2, 1, Path.of("anywhere"), hideFaces);
        return new DemoResult(
                settings,
                START,
                SCRIPT.doors().stream()
                        .map(door -> hideFaces
                                ? SimulatedCamera.withoutFaces(door, portraits, 1)
                                : SimulatedCamera.of(door, portraits, 1))
                        .toList(),
                observations.doors(),
                events,
                List.of(),
                List.of(),
                Map.of("mobilefacenet", 17),
                new DemoRouting(Optional.of(DemoRouting.STUDENT)),
                comparison,
                DemoSummary.of(320, observations, comparison, 0, 0, 12, Path.of("anywhere")));
    }

    private static CameraStatus status(CameraState state, int second, String reason) {
        return CameraStatus.newBuilder()
                .setCamera("front-door")
                .setState(state)
                .setSince(START.plusSeconds(second))
                .setAt(START.plusSeconds(second))
                .setReason(reason)
                .setFrames(1)
                .setEarlyExits(0)
                .setThreshold(0.06f)
                .build();
    }

    private static IdentityEvent event(EventKind kind, int second) {
        boolean identified = kind == EventKind.IDENTIFIED;
        return IdentityEvent.newBuilder()
                .setId("ada@45/" + kind)
                .setVisit("ada@45")
                .setKind(kind)
                .setOrdinal(identified ? 1 : 0)
                .setCamera("front-door")
                .setAt(START.plusSeconds(second))
                .setEmittedAt(START.plusSeconds(second))
                .setSubject(identified ? "ada" : null)
                .setScore(identified ? 0.66f : null)
                .setThreshold(identified ? 0.52f : null)
                .setFirstSeen(START.plusSeconds(9))
                .setLastSeen(START.plusSeconds(second))
                .setEvidence(List.of())
                .build();
    }

    @Test
    void shouldShowEachDoorWithItsVisitsAndEventsWhenWritten() {
        // When
        String page = new DemoReport(result(false)).html();

        // Then
        SCRIPT.doors().forEach(door -> assertThat(page).contains("<h2>" + door.title() + "</h2>", door.camera()));
        assertThat(page)
                .contains("poster on the wall")
                .contains("ada, 9.0 s to 10.0 s")
                .contains("after 1.0 s, score 0.66, threshold 0.52")
                .contains("<span class=\"chip good\">identified</span>")
                .contains("<span class=\"chip fair\">missed</span>")
                .contains("17 mobilefacenet");
    }

    @Test
    void shouldGiveTheReasonForEachFrame() {
        // When
        String page = new DemoReport(result(false)).html();

        // Then
        assertThat(page)
                .contains("0.0 s to 9.0 s, 46 frames, early exit: distance 0.003 below the threshold of 0.060")
                .contains("9.2 s to 16.8 s, 39 frames, detected, live face:"
                        + " distance 0.200 above the threshold of 0.060")
                .contains("25.0 s, audit: distance 0.003 below the threshold of 0.045," + " no live face")
                .contains("25.0 s, an audit found a face that the filter would have missed")
                .contains("1 audit, 1 missed");
    }

    @Test
    void shouldDrawTheThresholdOfEachFrame() {
        // When
        String page = new DemoReport(result(false)).html();

        // Then
        assertThat(page).containsPattern("class=\"threshold\" d=\"M92\\.0 [0-9.]+H795\\.1V[0-9.]+H992\\.0\"");
    }

    @Test
    void shouldListEachStateOnceWithItsReason() {
        // When
        String page = new DemoReport(result(false)).html();

        // Then
        assertThat(page)
                .containsOnlyOnce("<td>3.0 s</td><td>quiet</td><td>the picture has been still</td>")
                .containsOnlyOnce("<td>15.0 s</td><td>covered</td><td>nothing can be made out</td>");
    }

    @Test
    void shouldBeSelfContainedWhenWritten() {
        // When
        String page = new DemoReport(result(true)).html();

        // Then
        assertThat(page)
                .doesNotContain("http://", "https://", "<script", "<link", "@import")
                .contains("src=\"data:image/jpeg;base64,");
    }

    @Test
    void shouldShowSilhouettesWhenFacesAreHidden() {
        // When
        String hidden = new DemoReport(result(true)).html();

        // Then
        assertThat(hidden).contains("<dd>hidden</dd>");
        assertThat(hidden.length())
                .isNotEqualTo(new DemoReport(result(false)).html().length());
    }

    @Test
    void shouldCreateTheFolderWhenItIsMissing() {
        // Given
        Path page = folder.resolve("new").resolve("index.html");

        // When
        new DemoReport(result(true)).write(page);

        // Then
        assertThat(Files.exists(page)).isTrue();
    }
}
