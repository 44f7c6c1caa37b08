package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.topologies.teach.CentresRecords;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VestibuleIT {

    private static final String RESIDENT = "resident-7";

    /** Exit code after a termination signal: 128 plus the number of the signal. */
    private static final int TERMINATED = 128 + 15;

    private static final String WATCH = "vestibule-watch";
    private static final String RECOGNISE = "vestibule-recognise";
    private static final List<String> DOORS =
            IntStream.range(0, 8).mapToObj(i -> "door-" + i).toList();
    private static final int LARGE = 1_200_000;
    private static final int QUIET = 25;
    private static final int STEPS = 15;

    private static PhotographedPeople people;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openModels() {
        people = new PhotographedPeople();
    }

    @AfterAll
    static void closeModels() {
        people.close();
    }

    @Test
    void shouldSendTheEventsOfEachDoor() {
        // Given
        // The resident is enrolled with another photograph than the camera sees.
        try (TestSite site = new TestSite();
                VestibuleProcess vestibule = VestibuleProcess.start(site, folder)) {
            enrolResident(site);

            // When
            visit(site, "north", people.residentAtTheDoor());
            visit(site, "south", people.stranger());

            // Then
            List<IdentityEvent> events = awaitDepartures(site, 2);
            assertThat(kinds(events, "north"))
                    .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(kinds(events, "south"))
                    .containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.DEPARTED);
            IdentityEvent identified = of(events, "north", EventKind.IDENTIFIED);
            assertThat(identified.getSubject()).isEqualTo(RESIDENT);
            assertThat(identified.getModel()).startsWith("mobilefacenet@");
            assertThat(of(events, "south", EventKind.UNKNOWN).getModel()).startsWith("dlib-resnet@");
            assertThat(identified.getScore()).isGreaterThan(identified.getThreshold());
            assertThat(identified.getEvidence()).isNotEmpty().allSatisfy(origin -> assertThat(origin.getTopic())
                    .isEqualTo(site.topics().frames().name()));
            assertCompleteLabels(site);
            assertThat(vestibule.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(vestibule.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(vestibule.get("/metrics").body())
                    .containsPattern("(?m)^vestibule_frames_total [1-9]")
                    .containsPattern("(?m)^vestibule_early_exits_total [1-9]")
                    .containsPattern("(?m)^vestibule_stage_seconds_count\\{stage=\"stem\"} [1-9]")
                    .containsPattern("(?m)^vestibule_identity_events_total\\{kind=\"identified\"} 1\\.0$")
                    .containsPattern("(?m)^vestibule_soft_labels_total\\{taken_as=\"[a-z_]+\"} [1-9]")
                    .containsPattern("(?m)^vestibule_enrolments_total\\{action=\"photo\"} 1\\.0$")
                    .containsPattern("(?m)^vestibule_topology_running\\{topology=\"watch\"} 1\\.0$");
            assertThat(vestibule.isAlive()).isTrue();
            assertThat(vestibule.stop()).as(vestibule.log()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void shouldNotIdentifyAnErasedResidentWithoutARestart() {
        try (TestSite site = new TestSite();
                VestibuleProcess vestibule = VestibuleProcess.start(site, folder)) {
            // Given
            enrolResident(site);
            visit(site, "north", people.residentAtTheDoor());
            awaitDepartures(site, 1);

            site.await(site.topics().softLabels(), labels -> labels.stream().anyMatch(VestibuleIT::isResident));

            // When
            site.erase(RESIDENT);
            site.await(site.topics().gallery(), entries -> entries.stream().anyMatch(entry -> entry == null));
            visit(site, "south", people.residentAtTheDoor());

            // Then
            List<IdentityEvent> events = awaitDepartures(site, 2);
            assertThat(kinds(events, "south"))
                    .containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.DEPARTED);
            site.await(site.topics().centres(), centres -> !centres.isEmpty() && centres.contains(null));
            assertThat(site.read(site.topics().softLabels()))
                    .filteredOn(label -> label.getCamera().equals("south"))
                    .isNotEmpty()
                    .allSatisfy(label -> {
                        assertThat(label.getLabel()).isNull();
                        assertThat(label.getSimilarities()).isEmpty();
                        assertThat(label.getCentres()).isEmpty();
                    });
            assertThat(vestibule.isAlive()).isTrue();
        }
    }

    @Test
    void shouldSendMalformedRecordsToDeadLettersAndContinue() {
        try (TestSite site = new TestSite();
                VestibuleProcess vestibule = VestibuleProcess.start(site, folder)) {
            // Given
            enrolResident(site);

            // When
            // A camera sends bytes that are not a frame or not a picture, and keys and headers above the limit.
            RecordMetadata malformed =
                    site.sendBytes(site.topics().frames(), "north", "no frame at all".getBytes(StandardCharsets.UTF_8));
            site.camera("north").publish("no picture at all".getBytes(StandardCharsets.UTF_8));
            site.sendBytes(site.topics().frames(), "x".repeat(LARGE), new byte[] {1});
            Headers large = new RecordHeaders().add("large", new byte[LARGE]);
            site.camera("north").publish(new DrawnScene(1).empty(), large);
            site.camera("north").publish(new byte[] {1}, large);
            visit(site, "north", people.residentAtTheDoor());

            // Then
            assertThat(kinds(awaitDepartures(site, 1), "north")).contains(EventKind.IDENTIFIED);
            List<DeadLetter> letters = site.await(site.topics().deadLetters(), list -> list.size() >= 4);
            assertThat(letters)
                    .extracting(DeadLetter::getReason)
                    .containsExactlyInAnyOrder(
                            Reason.NOT_AVRO, Reason.NOT_AN_IMAGE, Reason.NOT_AVRO, Reason.NOT_AN_IMAGE);
            assertThat(vestibule.get("/metrics").body())
                    .containsPattern(
                            "(?m)^vestibule_dead_letters_total\\{reason=\"NOT_AVRO\",stage=\"vestibule-watch/frames-source\"} 2\\.0$")
                    .containsPattern(
                            "(?m)^vestibule_dead_letters_total\\{reason=\"NOT_AN_IMAGE\",stage=\"vestibule-watch/watch\"} 2\\.0$");
            assertThat(letters)
                    .anyMatch(letter ->
                            letter.getPartition() == malformed.partition() && letter.getOffset() == malformed.offset());
            assertThat(vestibule.isAlive()).isTrue();
        }
    }

    @Test
    void shouldSendEachEventOnceWhenTheProcessIsKilledAndRestarted() {
        try (TestSite site = new TestSite()) {
            try (VestibuleProcess first = VestibuleProcess.start(site, folder)) {
                // Given
                // The backlog is larger than the process can handle at once: a visit to each door, sent at the same
                // time.
                enrolResident(site);
                List<byte[]> visit = drawnVisit(people.residentAtTheDoor());
                DOORS.forEach(door -> visit.forEach(site.camera(door)::publish));

                // When
                // The process is killed after some of the events.
                site.await(site.topics().identities(), events -> !events.isEmpty());
                first.kill();
                assertThat(departures(site.read(site.topics().identities()))).isLessThan(DOORS.size());
            }
            try (VestibuleProcess second = VestibuleProcess.start(site, folder)) {

                // Then
                awaitAllDone(site);
                assertOneVisitOfTheResidentAtEachDoor(site);
                assertEachFrameCountedOnce(site);
                assertThat(second.isAlive()).isTrue();
            }
        }
    }

    @Test
    void shouldNeitherLoseNorRepeatEventsWhenASecondInstanceJoins() {
        try (TestSite site = new TestSite();
                VestibuleProcess first = VestibuleProcess.start(site, folder.resolve("first"))) {
            // Given
            enrolResident(site);
            BufferedImage resident = people.residentAtTheDoor();
            Map<String, DrawnScene> scenes = new HashMap<>();
            DOORS.forEach(door -> scenes.put(door, new DrawnScene(door.hashCode())));
            DOORS.forEach(door -> publishEmptyFrames(site, door, scenes.get(door), QUIET));
            publishVisitors(site, scenes, resident, 0, STEPS);

            // When
            // A second instance takes over partitions while the visitors are present.
            try (VestibuleProcess second = VestibuleProcess.start(site, folder.resolve("second"))) {
                site.awaitMembers(WATCH, 2);
                site.awaitMembers(RECOGNISE, 2);
                publishVisitors(site, scenes, resident, STEPS, 2 * STEPS);
                DOORS.forEach(door -> publishEmptyFrames(site, door, scenes.get(door), QUIET));

                // Then
                awaitAllDone(site);
                assertOneVisitOfTheResidentAtEachDoor(site);
                assertEachFrameCountedOnce(site);
                assertThat(first.isAlive() && second.isAlive()).isTrue();
            }
        }
    }

    private static void publishVisitors(
            TestSite site, Map<String, DrawnScene> scenes, BufferedImage visitor, int from, int to) {
        for (int step = from; step < to; step++) {
            for (String door : DOORS) {
                site.camera(door).publish(scenes.get(door).withVisitor(visitor, step));
            }
        }
    }

    /** Waits until all published records are processed, so that a later repetition is noticed. */
    private static void awaitAllDone(TestSite site) {
        awaitDepartures(site, DOORS.size());
        site.awaitConsumed(WATCH, site.topics().frames());
        site.awaitConsumed(RECOGNISE, site.topics().faces());
    }

    private static void assertOneVisitOfTheResidentAtEachDoor(TestSite site) {
        List<IdentityEvent> events = site.read(site.topics().identities());
        assertThat(DOORS).allSatisfy(door -> assertThat(kinds(events, door))
                .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED));
        assertThat(events).extracting(IdentityEvent::getId).doesNotHaveDuplicates();
    }

    private static long departures(List<IdentityEvent> events) {
        return events.stream()
                .filter(event -> event.getKind() == EventKind.DEPARTED)
                .count();
    }

    private static void enrolResident(TestSite site) {
        site.enrol(RESIDENT, people.residentForEnrolment());
        site.await(
                site.topics().gallery(),
                entries -> entries.stream()
                                .filter(entry -> entry != null)
                                .map(GalleryEntry::getContract)
                                .distinct()
                                .count()
                        == 3);
    }

    private static void visit(TestSite site, String door, BufferedImage visitor) {
        drawnVisit(visitor).forEach(site.camera(door)::publish);
    }

    /** Quiet frames, a visitor who approaches, quiet frames. */
    private static List<byte[]> drawnVisit(BufferedImage visitor) {
        DrawnScene scene = new DrawnScene(1);
        List<byte[]> pictures = new ArrayList<>();
        IntStream.range(0, QUIET).forEach(i -> pictures.add(scene.empty()));
        IntStream.range(0, 2 * STEPS).forEach(step -> pictures.add(scene.withVisitor(visitor, step)));
        IntStream.range(0, QUIET).forEach(i -> pictures.add(scene.empty()));
        return pictures;
    }

    private static void publishEmptyFrames(TestSite site, String door, DrawnScene scene, int frames) {
        IntStream.range(0, frames).forEach(i -> site.camera(door).publish(scene.empty()));
    }

    private static List<IdentityEvent> awaitDepartures(TestSite site, int count) {
        return site.await(site.topics().identities(), events -> departures(events) >= count);
    }

    /** Compares the counts in the statuses with the frame numbers. A lost or repeated frame changes all later counts. */
    private static void assertEachFrameCountedOnce(TestSite site) {
        assertThat(site.read(site.topics().cameras())).isNotEmpty().allSatisfy(status -> assertThat(status.getFrames())
                .isEqualTo(site.frameNumber(status.getAt()) + 1));
        assertThat(site.read(site.topics().deadLetters())).isEmpty();
    }

    private static List<EventKind> kinds(List<IdentityEvent> events, String door) {
        return events.stream()
                .filter(event -> event.getCamera().equals(door))
                .map(IdentityEvent::getKind)
                .toList();
    }

    private static IdentityEvent of(List<IdentityEvent> events, String door, EventKind kind) {
        return events.stream()
                .filter(event -> event.getCamera().equals(door) && event.getKind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** Checks that labels are complete: embedding, centres, detections and features. */
    private static void assertCompleteLabels(TestSite site) {
        List<SoftLabel> labels =
                site.await(site.topics().softLabels(), given -> given.stream().anyMatch(VestibuleIT::isResident));
        assertThat(labels).allSatisfy(label -> {
            assertThat(label.getContract()).startsWith("mobilefacenet@");
            assertThat(label.getDimension()).isEqualTo(512);
            assertThat(label.getEmbedding().remaining()).isEqualTo(2 * label.getDimension());
            assertThat(label.getDetections()).isNotEmpty();
            assertThat(label.getDetector()).isNotEmpty();
            assertThat(label.getFeatures()).isNotNull();
            assertThat(label.getFeatures().getLayer()).isEqualTo(label.getDetector());
            assertThat(label.getFace()).isNull();
        });
        String version = labels.stream()
                .filter(VestibuleIT::isResident)
                .findFirst()
                .orElseThrow()
                .getCentres();
        List<ClassCentres> parts = site.read(site.topics().centres()).stream()
                .filter(part -> part.getVersion().equals(version))
                .distinct() // each task of cameras writes its own copy
                .toList();
        assertThat(CentresRecords.centres(parts).version()).isEqualTo(version);
    }

    private static boolean isResident(SoftLabel label) {
        return RESIDENT.equals(label.getLabel());
    }
}
