package io.vestibule.topologies.teach;

import static io.vestibule.topologies.teach.Sightings.NOON;
import static io.vestibule.topologies.teach.Sightings.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.Half;
import io.vestibule.schemas.CentreSimilarity;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.LabelOrigin;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.state.TaughtTracks;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachTopologyTest {

    @TempDir
    Path folder;

    private TeachDriver driver;

    @BeforeEach
    void open() {
        driver = new TeachDriver(folder.resolve("first"));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldKeepItsNamesSoThatStateIsFoundAgainAfterAnUpgrade() {
        assertThat(TeachDriver.topology(TeachObserver.NONE).describe().toString())
                .isEqualTo("""
                        Topologies:
                           Sub-topology: 0
                            Source: faces-source (topics: [intercom.faces.v1])
                              --> teach
                            Processor: teach (stores: [teach-tracks])
                              --> dead-letters-sink, soft-labels-sink
                              <-- faces-source
                            Sink: dead-letters-sink (topic: intercom.dead-letters.v1)
                              <-- teach
                            Sink: soft-labels-sink (topic: intercom.softlabels.v1)
                              <-- teach

                          Sub-topology: 1 for global store (will not generate tasks)
                            Source: gallery-source (topics: [intercom.gallery.v1])
                              --> gallery-reader
                            Processor: gallery-reader (stores: [gallery])
                              --> none
                              <-- gallery-source
                        """);
    }

    @Test
    void shouldSayAllThatTheTeacherSawWhenAFaceIsTaken() {
        FaceSighting sighting =
                sighting("north", "t1", Duration.ofMillis(40), 30).build();

        driver.send("north", sighting);

        TestRecord<String, SoftLabel> record = driver.softLabels().get(0);
        SoftLabel label = record.value();
        assertThat(record.key())
                .isEqualTo(FaceHash.of(Sightings.grey(30)).hex())
                .isEqualTo(label.getFaceHash());
        assertThat(record.getRecordTime()).isEqualTo(NOON.plusMillis(40));
        assertThat(label.getAlignment()).isEqualTo(AlignedFace.ALIGNMENT);
        assertThat(label.getContract()).isEqualTo(TeachDriver.CONTRACT);
        assertThat(label.getTeacher())
                .isEqualTo(
                        Teacher.of(TeachDriver.compass(), List.of("aa", "bb")).id());
        assertThat(label.getDimension()).isEqualTo(2);
        assertThat(label.getEmbedding().remaining()).isEqualTo(4);
        assertThat(Half.decode(label.getEmbedding())).containsExactly(new float[] {0.866f, 0.5f}, within(5e-4f));
        assertThat(label.getNorm()).isEqualTo(17.5f);
        assertThat(label.getDetections()).isEmpty();
        assertThat(label.getQuality()).isEqualTo(sighting.getQuality());
        assertThat(label.getCamera()).isEqualTo("north");
        assertThat(label.getTrack()).isEqualTo("t1");
        assertThat(label.getOrigin()).isEqualTo(sighting.getOrigin());
        assertThat(label.getSpectrum()).isEqualTo(Spectrum.VISIBLE);
    }

    @Test
    void shouldLeaveHeadersBehindSinceTheyAreOfAnySize() {
        Headers headers = new RecordHeaders().add("note", new byte[2_000_000]);

        driver.send(new TestRecord<>(
                "north", sighting("north", "t1", Duration.ZERO, 30).build(), headers, NOON));

        assertThat(driver.softLabels()).singleElement().satisfies(record -> assertThat(record.headers())
                .isEmpty());
    }

    @Test
    void shouldGiveNoLabelWhenNobodyIsEnrolled() {
        driver.see(sighting("north", "t1", Duration.ZERO, 30));

        SoftLabel label = driver.softLabels().get(0).value();
        assertThat(label.getSimilarities()).isEmpty();
        assertThat(label.getCentres()).isEmpty();
        assertThat(label.getLabel()).isNull();
        assertThat(label.getLabelOrigin()).isEqualTo(LabelOrigin.NONE);
        assertThat(label.getLabelScore()).isNull();
        assertThat(label.getConsentExpiresAt()).isEqualTo(NOON.plus(Duration.ofDays(30)));
    }

    @Test
    void shouldLabelAFaceWhenAnEnrolledSubjectIsNearAndNoOtherIs() {
        driver.enrol("ada", 30, null);
        driver.enrol("bob", 120, null);
        driver.enrol("cem", 200, null);

        driver.see(sighting("north", "t1", Duration.ZERO, 30));

        SoftLabel label = driver.softLabels().get(0).value();
        assertThat(label.getSimilarities())
                .extracting(CentreSimilarity::getSubject)
                .containsExactly("ada", "bob");
        assertThat(label.getCentres()).matches("[0-9a-f]{64}");
        assertThat(label.getLabel()).isEqualTo("ada");
        assertThat(label.getLabelOrigin()).isEqualTo(LabelOrigin.ENROLLED_MATCH);
        assertThat(label.getLabelScore()).isCloseTo(1f, within(1e-5f));
    }

    @Test
    void shouldExpireWithTheConsentOfItsSubject() {
        driver.enrol("ada", 30, NOON.plusSeconds(60));

        driver.see(sighting("north", "t1", Duration.ZERO, 30));

        assertThat(driver.softLabels().get(0).value().getConsentExpiresAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void shouldNotLabelAFaceWhenTheSubjectsConsentHasEnded() {
        driver.enrol("ada", 30, NOON.minusSeconds(60));

        driver.see(sighting("north", "t1", Duration.ZERO, 30));

        SoftLabel label = driver.softLabels().get(0).value();
        assertThat(label.getLabel()).isNull();
        assertThat(label.getSimilarities()).isEmpty();
    }

    @Test
    void shouldNotLabelAFaceWhenTheSubjectWasErased() {
        driver.enrol("ada", 30, null);
        driver.erase("ada");

        driver.see(sighting("north", "t1", Duration.ZERO, 30));

        assertThat(driver.softLabels().get(0).value().getLabel()).isNull();
    }

    @Test
    void shouldLeaveOutNearDuplicatesAndWhatComesTooSoonWithinATrack() {
        driver.see(sighting("north", "t1", Duration.ofMillis(0), 30));
        driver.see(sighting("north", "t1", Duration.ofMillis(500), 60));
        driver.see(sighting("north", "t1", Duration.ofMillis(1500), 32));
        driver.see(sighting("north", "t1", Duration.ofMillis(2000), 60));
        driver.see(sighting("north", "t2", Duration.ofMillis(2000), 60));

        assertThat(driver.softLabels())
                .extracting(record -> record.value().getTrack() + "@"
                        + record.value().getOrigin().getOffset())
                .containsExactly("t1@0", "t1@2000", "t2@2000");
    }

    @Test
    void shouldTellItsObserverWhatBecameOfEachFace() {
        // When a face is taken, and one like it comes too soon
        driver.see(sighting("north", "t1", Duration.ZERO, 30));
        driver.see(sighting("north", "t1", Duration.ofMillis(200), 30));

        // Then
        assertThat(driver.verdicts).containsExactly(Verdict.TAKEN, Verdict.TOO_SOON);
    }

    @Test
    void shouldTakeNoMoreThanTheMostOfATrackAndOfACamera() {
        for (int i = 0; i < 5; i++) {
            driver.see(sighting("north", "t1", Duration.ofSeconds(2 * i), 10 * i + 20));
        }
        assertThat(driver.softLabels()).hasSize(3);

        for (int i = 0; i < 5; i++) {
            driver.see(sighting("north", "other" + i, Duration.ofSeconds(20), 30));
        }
        assertThat(driver.softLabels()).hasSize(3);

        driver.see(sighting("south", "t1", Duration.ofSeconds(20), 30));
        driver.see(sighting("north", "late", Duration.ofHours(1), 30));
        assertThat(driver.softLabels())
                .extracting(record -> record.value().getCamera())
                .containsExactly("south", "north");
    }

    @Test
    void shouldLeaveOutFacesThatAreTooPoorToLearnFrom() {
        driver.see(sighting("north", "t1", Duration.ZERO, 30).setQuality(new Quality(20f, 90f, 0.5f, 0f, 0f, 0f)));
        driver.see(sighting("north", "t1", Duration.ZERO, 30).setQuality(new Quality(120f, 90f, 0.5f, 80f, 0f, 0f)));

        assertThat(driver.softLabels()).isEmpty();
        assertThat(driver.deadLetters()).isEmpty();
        assertThat(driver.tracks().get("north")).isNull();
    }

    @Test
    void shouldRememberATrackAfterARestart() {
        driver.see(sighting("north", "t1", Duration.ZERO, 30));
        TaughtTracks stored = driver.tracks().get("north");

        try (TeachDriver restarted = new TeachDriver(folder.resolve("second"))) {
            restarted.tracks().put("north", stored);
            restarted.see(sighting("north", "t1", Duration.ofSeconds(2), 30));
            assertThat(restarted.softLabels()).isEmpty();
            restarted.see(sighting("north", "t1", Duration.ofSeconds(2), 60));
            assertThat(restarted.softLabels()).hasSize(1);
        }
    }

    @Test
    void shouldGiveTheReasonWhenASightingCannotBeUsed() {
        FaceSighting good = sighting("north", "t1", Duration.ZERO, 30).build();
        FaceSighting.Builder bad = FaceSighting.newBuilder(good);

        driver.send("north", null);
        driver.send("south", good);
        driver.send(null, good);
        driver.send("", bad.setCamera("").build());
        bad.setCamera("north");
        driver.send("north", bad.setAlignment("other-112").build());
        bad.setAlignment(AlignedFace.ALIGNMENT);
        driver.send("north", bad.setFace(ByteBuffer.allocate(100)).build());
        driver.send(
                "north",
                sighting("north", "t1", Duration.between(NOON, Instant.EPOCH), 30)
                        .build());

        assertThat(driver.deadLetters())
                .extracting(record -> record.value().getReason())
                .containsExactly(
                        Reason.EMPTY_VALUE,
                        Reason.BAD_CAMERA,
                        Reason.BAD_CAMERA,
                        Reason.BAD_CAMERA,
                        Reason.BAD_FACE,
                        Reason.BAD_FACE,
                        Reason.TIME_INVALID);
        assertThat(driver.softLabels()).isEmpty();
    }

    @Test
    void shouldTurnAwayASightingOfTheFutureAndStoreNothingOfIt() {
        driver.send(new TestRecord<>(
                "north", sighting("north", "t1", Duration.ofDays(365), 30).build(), NOON));

        assertThat(driver.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value().getReason()).isEqualTo(Reason.TIME_IN_FUTURE);
            assertThat(letter.getRecordTime()).isEqualTo(NOON);
        });
        assertThat(driver.softLabels()).isEmpty();
        assertThat(driver.tracks().get("north")).isNull();
    }

    @Test
    void shouldTurnAwayAFaceOnWhichTheTeacherFailsAndGoOn() {
        driver.see(sighting("north", "t1", Duration.ZERO, 255));
        driver.see(sighting("north", "t1", Duration.ZERO, 30));

        DeadLetter letter = driver.deadLetters().get(0).value();
        assertThat(letter.getReason()).isEqualTo(Reason.PROCESSING_FAILED);
        assertThat(letter.getStage()).isEqualTo("teach/teach");
        assertThat(letter.getOffset()).isZero();
        assertThat(driver.softLabels()).hasSize(1);
    }

    @Test
    void shouldGiveTheSameBytesWhenTheSameSightingsComeInTheSameOrder() {
        List<byte[]> first = bytesOf(driver);
        try (TeachDriver second = new TeachDriver(folder.resolve("second"))) {
            assertThat(bytesOf(second)).containsExactlyElementsOf(first);
        }
    }

    private static List<byte[]> bytesOf(TeachDriver driver) {
        driver.enrol("ada", 30, NOON.plusSeconds(60));
        driver.enrol("bob", 120, null);
        for (int i = 0; i < 8; i++) {
            driver.see(sighting("north", "t" + i / 4, Duration.ofSeconds(i), 25 * i));
        }
        List<byte[]> bytes = new ArrayList<>();
        for (TestRecord<String, SoftLabel> record : driver.softLabels()) {
            bytes.add(record.key().getBytes());
            bytes.add(AvroSerde.of(SoftLabel.class).serializer().serialize("soft-labels", record.value()));
        }
        return bytes;
    }
}
