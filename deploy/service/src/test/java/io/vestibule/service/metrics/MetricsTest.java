package io.vestibule.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.Stage;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.topologies.recognise.RecogniseObserver.Recognition;
import io.vestibule.topologies.teach.SamplingDecision;
import io.vestibule.topologies.watch.WatchObserver.Damaged;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import io.vestibule.topologies.watch.WatchObserver.Shed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final Metrics metrics = new Metrics(Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldCountFramesByResult() {
        // When
        frame(Duration.ofMillis(100), true, false, 0, 0);
        frame(Duration.ofMillis(100), true, false, 0, 0);
        frame(Duration.ofMillis(100), false, false, 2, 0);
        frame(Duration.ofMillis(100), false, true, 0, 0);
        frame(Duration.ofMillis(100), false, true, 1, 1);
        metrics.observers().watch().shed(new Shed("north", NOON, Duration.ofSeconds(9)));
        metrics.observers().watch().damaged(new Damaged("north", NOON));

        // Then
        Scrape scrape = scrape();
        assertThat(scrape.value("vestibule_frames_total")).isEqualTo(5);
        assertThat(scrape.value("vestibule_early_exits_total")).isEqualTo(2);
        assertThat(scrape.value("vestibule_shed_frames_total")).isEqualTo(1);
        assertThat(scrape.value("vestibule_damaged_frames_total")).isEqualTo(1);
        assertThat(scrape.value("vestibule_audits_total")).isEqualTo(2);
        assertThat(scrape.value("vestibule_audit_misses_total")).isEqualTo(1);
        assertThat(scrape.value("vestibule_faces_total")).isEqualTo(3);
        assertThat(scrape.value("vestibule_frame_seconds_count{outcome=\"early_exit\"}"))
                .isEqualTo(2);
        assertThat(scrape.value("vestibule_frame_seconds_count{outcome=\"audit\"}"))
                .isEqualTo(2);
        assertThat(scrape.value("vestibule_frame_seconds_count{outcome=\"detected\"}"))
                .isEqualTo(1);
    }

    @Test
    void shouldMeasureTimesInSeconds() {
        // When
        frame(Duration.ofMillis(100), true, false, 0, 0);
        metrics.stages().onStage(Stage.STEM, 1, 1_500_000);

        // Then
        Scrape scrape = scrape();
        assertThat(scrape.value("vestibule_frame_seconds_sum{outcome=\"early_exit\"}"))
                .isCloseTo(0.003, within(1e-9));
        assertThat(scrape.value("vestibule_frame_seconds_bucket{outcome=\"early_exit\",le=\"0.002\"}"))
                .isZero();
        assertThat(scrape.value("vestibule_frame_seconds_bucket{outcome=\"early_exit\",le=\"0.004\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("vestibule_stage_seconds_sum{stage=\"stem\"}")).isCloseTo(0.0015, within(1e-9));
        assertThat(scrape.value("vestibule_frame_delay_seconds_sum")).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void shouldShowTheBacklogAgeOfTheCameraThatIsFurthestBehind() {
        // When
        frame("north", Duration.ofSeconds(40));
        frame("north", Duration.ofSeconds(3));
        frame("south", Duration.ofSeconds(7));

        // Then
        assertThat(scrape().value("vestibule_backlog_age_seconds")).isEqualTo(7);
    }

    @Test
    void shouldCountAnAlarmOnceWhenItsStatusIsRepeated() {
        // When
        status("north", CameraState.QUIET, false);
        status("north", CameraState.COVERED, true);
        status("north", CameraState.COVERED, false);
        status("north", CameraState.QUIET, true);
        status("north", CameraState.COVERED, true);
        status("south", CameraState.MOVED, true);

        // Then
        Scrape scrape = scrape();
        assertThat(scrape.value("vestibule_alarms_total{state=\"covered\"}")).isEqualTo(2);
        assertThat(scrape.value("vestibule_alarms_total{state=\"moved\"}")).isEqualTo(1);
        assertThat(scrape.value("vestibule_alarms_total{state=\"silent\"}")).isZero();
        assertThat(scrape.value("vestibule_cameras{state=\"covered\"}")).isEqualTo(1);
        assertThat(scrape.value("vestibule_cameras{state=\"moved\"}")).isEqualTo(1);
        assertThat(scrape.value("vestibule_cameras{state=\"quiet\"}")).isZero();
    }

    @Test
    void shouldNotCountAnAlarmAgainWhenAProcessTakesOverACameraThatHasIt() {
        // When
        status("north", CameraState.COVERED, false);

        // Then
        assertThat(scrape().value("vestibule_alarms_total{state=\"covered\"}")).isZero();
        assertThat(scrape().value("vestibule_cameras{state=\"covered\"}")).isEqualTo(1);
    }

    @Test
    void shouldCountResultsOfFaces() {
        // When
        recognised(Optional.of("mobilefacenet"));
        recognised(Optional.empty());
        metrics.observers().recognise().eventSent(event());
        metrics.observers().teach().onDecision(SamplingDecision.TAKEN);
        metrics.observers().teach().onSoftLabel(SelectionReason.NEAR_THRESHOLD);
        metrics.observers().teach().onDecision(SamplingDecision.TOO_SOON);
        metrics.observers().teach().onDecision(SamplingDecision.SUBJECT_FULL);
        metrics.observers().enrol().onApplied(EnrolmentAction.ERASE);

        // Then
        Scrape scrape = scrape();
        assertThat(scrape.value("vestibule_recognition_seconds_count{embedder=\"mobilefacenet\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("vestibule_recognition_seconds_count{embedder=\"none\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("vestibule_identity_events_total{kind=\"identified\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("vestibule_event_delay_seconds_sum{kind=\"identified\"}"))
                .isCloseTo(0.25, within(1e-9));
        assertThat(scrape.value("vestibule_taught_faces_total{verdict=\"too_soon\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("vestibule_taught_faces_total{verdict=\"subject_full\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("vestibule_soft_labels_total{taken_as=\"near_threshold\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("vestibule_soft_labels_total{taken_as=\"easy\"}"))
                .isZero();
        assertThat(scrape.value("vestibule_enrolments_total{action=\"erase\"}")).isEqualTo(1);
    }

    @Test
    void shouldCountDeadLettersByReasonAndStage() {
        // When
        metrics.observers().deadLetters().onDeadLetter(letter());
        metrics.observers().deadLetters().onDeadLetter(letter());

        // Then
        assertThat(
                        scrape().value(
                                        "vestibule_dead_letters_total{reason=\"NOT_AN_IMAGE\",stage=\"vestibule-watch/watch\"}"))
                .isEqualTo(2);
    }

    @Test
    void shouldExportExactlyTheDeclaredMetrics() {
        // Given
        metrics.observers().deadLetters().onDeadLetter(letter());

        // When
        Scrape scrape = scrape();

        // Then
        for (Metric metric : Metric.values()) {
            if (metric != Metric.TOPOLOGY_RUNNING) { // no topologies run in this test
                assertThat(scrape.types())
                        .containsEntry(metric.prometheusName(), metric.type().prometheusName());
                assertThat(scrape.labels(metric.prometheusName())).isEqualTo(new TreeSet<>(metric.labels()));
            }
        }
        List<String> declared =
                Arrays.stream(Metric.values()).map(Metric::prometheusName).toList();
        assertThat(scrape.types().keySet().stream()
                        .filter(family -> family.startsWith("vestibule_"))
                        .map(family -> family.replaceAll("_seconds_max$", "_seconds"))
                        .collect(Collectors.toSet()))
                .isSubsetOf(declared);
    }

    @Test
    void shouldExportMetricsOfTheProcess() {
        // When
        Scrape scrape = scrape();

        // Then
        assertThat(scrape.value("vestibule_resident_memory_bytes")).isPositive();
        assertThat(scrape.types())
                .containsKeys("jvm_memory_used_bytes", "process_cpu_usage", "jvm_threads_live_threads");
    }

    private Scrape scrape() {
        return Scrape.of(metrics.scrape());
    }

    private void frame(String camera, Duration age) {
        frame(camera, age, true, false, 0, 0);
    }

    private void frame(Duration age, boolean earlyExit, boolean audit, int faces, int missed) {
        frame("north", age, earlyExit, audit, faces, missed);
    }

    private void frame(String camera, Duration age, boolean earlyExit, boolean audit, int faces, int missed) {
        metrics.observers()
                .watch()
                .observed(new Observation(
                        camera,
                        NOON.minus(age),
                        CameraState.QUIET,
                        Optional.of(new DistanceMap(1, 1, new float[1])),
                        0.06f,
                        earlyExit,
                        audit,
                        faces,
                        0,
                        missed,
                        3_000_000));
    }

    private void status(String camera, CameraState state, boolean began) {
        metrics.observers()
                .watch()
                .announced(CameraStatus.newBuilder()
                        .setCamera(camera)
                        .setState(state)
                        .setSince(began ? NOON : NOON.minusSeconds(5))
                        .setAt(NOON)
                        .setReason("a hand")
                        .setFrames(7)
                        .setEarlyExits(3)
                        .setThreshold(0.06f)
                        .build());
    }

    private void recognised(Optional<String> embedder) {
        metrics.observers().recognise().recognised(new Recognition("north", NOON, embedder, 5_000_000));
    }

    private static IdentityEvent event() {
        return IdentityEvent.newBuilder()
                .setId("t@1/IDENTIFIED/1")
                .setVisit("t@1")
                .setKind(EventKind.IDENTIFIED)
                .setOrdinal(1)
                .setCamera("north")
                .setAt(NOON.minusMillis(250))
                .setEmittedAt(NOON.minusMillis(250))
                .setFirstSeen(NOON)
                .setLastSeen(NOON)
                .setEvidence(List.of())
                .build();
    }

    private static DeadLetter letter() {
        return DeadLetter.newBuilder()
                .setReason(Reason.NOT_AN_IMAGE)
                .setStage("vestibule-watch/watch")
                .setCause("no JPEG")
                .setTopic("frames")
                .setPartition(0)
                .setOffset(7)
                .setRecordedAt(NOON)
                .build();
    }
}
