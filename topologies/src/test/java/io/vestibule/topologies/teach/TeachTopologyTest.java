package io.vestibule.topologies.teach;

import static io.vestibule.topologies.teach.TestSightings.NOON;
import static io.vestibule.topologies.teach.TestSightings.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.CentreSimilarity;
import io.vestibule.schemas.ClassCentre;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.DetectedBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.LabelOrigin;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.topologies.GoldenText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachTopologyTest {

    private static final TeachSettingsBuilder FEW = TestSettings.builder().perSubjectDay(2);
    private static final TeachSettingsBuilder HARD_ONLY =
            TestSettings.builder().hardness(new HardnessSettings(0.1f, 0.1f, 0.8f, 0));

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
    void shouldKeepNamesOfNodesAndStores() {
        // When
        Topology topology = TeachDriver.topology(TestSettings.builder().build(), Optional.empty(), TeachObserver.NONE);

        // Then
        GoldenText.of(TeachTopologyTest.class, "teach.txt").assertEquals(topology.describe());
    }

    @Nested
    class SoftLabels {

        @Test
        void shouldSendTeacherOutputWhenFaceIsTaken() {
            // Given
            FaceSighting sighting =
                    sighting("north", "t1", Duration.ofMillis(40), 30).build();

            // When
            driver.send("north", sighting);

            // Then
            TestRecord<String, SoftLabel> record = driver.softLabels().get(0);
            SoftLabel label = record.value();
            assertThat(record.key())
                    .isEqualTo(FaceHash.of(TestSightings.grey(30)).hex())
                    .isEqualTo(label.getFaceHash());
            assertThat(record.getRecordTime()).isEqualTo(NOON.plusMillis(40));
            assertThat(label.getAlignment()).isEqualTo(AlignedFace.ALIGNMENT);
            assertThat(label.getContract()).isEqualTo(TeachDriver.CONTRACT);
            assertThat(label.getTeacher())
                    .isEqualTo(TeacherEmbedder.of(TeachDriver.compass(), List.of("aa", "bb"))
                            .id());
            assertThat(label.getDimension()).isEqualTo(2);
            assertThat(label.getEmbedding().remaining()).isEqualTo(4);
            assertThat(HalfFloats.decode(label.getEmbedding()))
                    .containsExactly(new float[] {0.866f, 0.5f}, within(5e-4f));
            assertThat(label.getNorm()).isEqualTo(17.5f);
            assertThat(label.getDetections()).isEmpty();
            assertThat(label.getFeatures()).isNull();
            assertThat(label.getFace()).isNull();
            assertThat(label.getSelectionReason()).isEqualTo(SelectionReason.EASY);
            assertThat(label.getQuality()).isEqualTo(sighting.getQuality());
            assertThat(label.getCamera()).isEqualTo("north");
            assertThat(label.getTrack()).isEqualTo("t1");
            assertThat(label.getOrigin()).isEqualTo(sighting.getOrigin());
            assertThat(label.getSpectrum()).isEqualTo(Spectrum.VISIBLE);
        }

        @Test
        void shouldCopyDetectorOutputToLabel() {
            // Given
            Features features = new Features("stem@1", 2, 1, 3, ByteBuffer.wrap(new byte[12]));
            List<DetectedBox> detections = List.of(
                    new DetectedBox(new Box(10f, 20f, 130f, 160f), 0.99f),
                    new DetectedBox(new Box(1f, 2f, 3f, 4f), 0.7f));

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30)
                    .setDetections(detections)
                    .setDetector("stem@1")
                    .setFrameWidth(640)
                    .setFrameHeight(480)
                    .setFeatures(features));

            // Then
            SoftLabel label = driver.softLabels().get(0).value();
            assertThat(label.getDetections()).isEqualTo(detections);
            assertThat(label.getDetector()).isEqualTo("stem@1");
            assertThat(label.getFrameWidth()).isEqualTo(640);
            assertThat(label.getFrameHeight()).isEqualTo(480);
            assertThat(label.getFeatures()).isEqualTo(features);
        }

        @Test
        void shouldKeepFaceInLabelWhenConfigured() {
            // Given
            reopen(TestSettings.builder().keepFaces(true).build());

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // Then
            assertThat(driver.softLabels().get(0).value().getFace())
                    .isEqualTo(ByteBuffer.wrap(TestSightings.grey(30).bgr()));
        }

        @Test
        void shouldForwardNoHeaders() {
            // Given
            Headers headers = new RecordHeaders().add("note", new byte[2_000_000]);

            // When
            driver.send(new TestRecord<>(
                    "north", sighting("north", "t1", Duration.ZERO, 30).build(), headers, NOON));

            // Then
            assertThat(driver.softLabels()).singleElement().satisfies(record -> assertThat(record.headers())
                    .isEmpty());
        }

        @Test
        void shouldSendNoSubjectWhenGalleryIsEmpty() {
            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // Then
            SoftLabel label = driver.softLabels().get(0).value();
            assertThat(label.getSimilarities()).isEmpty();
            assertThat(label.getCentres()).isEmpty();
            assertThat(label.getLabel()).isNull();
            assertThat(label.getLabelOrigin()).isEqualTo(LabelOrigin.NONE);
            assertThat(label.getLabelScore()).isNull();
            assertThat(label.getConsentExpiresAt()).isEqualTo(NOON.plus(Duration.ofDays(30)));
        }

        @Test
        void shouldLabelFaceWhenOneSubjectIsNear() {
            // Given
            driver.enrol("ada", 30, null);
            driver.enrol("bob", 120, null);
            driver.enrol("cem", 200, null);

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // Then
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
        void shouldExpireWithConsentOfSubject() {
            // Given
            driver.enrol("ada", 30, NOON.plusSeconds(60));

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // Then
            assertThat(driver.softLabels().get(0).value().getConsentExpiresAt()).isEqualTo(NOON.plusSeconds(60));
        }

        @Test
        void shouldNotLabelFaceWhenConsentHasEnded() {
            // Given
            driver.enrol("ada", 30, NOON.minusSeconds(60));

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // Then
            SoftLabel label = driver.softLabels().get(0).value();
            assertThat(label.getLabel()).isNull();
            assertThat(label.getSimilarities()).isEmpty();
        }

        @Test
        void shouldNotLabelFaceWhenSubjectWasErased() {
            // Given
            driver.enrol("ada", 30, null);
            driver.erase("ada");

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // Then
            assertThat(driver.softLabels().get(0).value().getLabel()).isNull();
        }

        @Test
        void shouldSendSameBytesWhenSightingsAreRepeatedInSameOrder() {
            // Given
            List<byte[]> first = bytesOf(driver);
            reopen(TestSettings.builder().build());

            // When
            List<byte[]> repeated = bytesOf(driver);

            // Then
            assertThat(repeated).containsExactlyElementsOf(first);
        }
    }

    @Nested
    class Centres {

        @Test
        void shouldPublishCentresOnceWithComputableVersion() {
            // Given
            driver.enrol("ada", 30, null);
            driver.enrol("bob", 120, NOON.plusSeconds(3600));

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));
            driver.see(sighting("north", "t2", Duration.ZERO, 60));

            // Then
            String version = driver.softLabels().get(0).value().getCentres();
            TestRecord<String, ClassCentres> record = single(driver.centres());
            assertThat(record.key()).isEqualTo(version + "|0");
            assertThat(record.getRecordTime()).isEqualTo(NOON);
            ClassCentres centres = record.value();
            assertThat(centres.getVersion()).isEqualTo(version);
            assertThat(centres.getContract()).isEqualTo(TeachDriver.CONTRACT);
            assertThat(centres.getDimension()).isEqualTo(2);
            assertThat(centres.getPart()).isZero();
            assertThat(centres.getParts()).isEqualTo(1);
            assertThat(centres.getConsentExpiresAt()).isEqualTo(NOON.plusSeconds(3600));
            assertThat(centres.getCentres()).extracting(ClassCentre::getSubject).containsExactly("ada", "bob");
            assertThat(HalfFloats.decode(centres.getCentres().get(0).getValues()))
                    .containsExactly(new float[] {0.866f, 0.5f}, within(5e-4f));
            assertThat(CentresRecords.centres(List.of(centres)).version()).isEqualTo(version);
        }

        @Test
        void shouldPublishNoCentresWhenNoLabelRefersToThem() {
            // Given
            driver.enrol("ada", 30, null);

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30).setQuality(new Quality(20f, 90f, 0.5f, 0f, 0f, 0f)));

            // Then
            assertThat(driver.centres()).isEmpty();
        }

        @Test
        void shouldReuseRecentCentresWhenSubjectWasAdded() {
            // Given
            reopen(TestSettings.builder().centresEvery(Duration.ofSeconds(10)).build());
            driver.enrol("ada", 30, null);
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // When
            driver.enrol("bob", 120, null);
            driver.see(sighting("north", "t2", Duration.ofMillis(9999), 120));
            driver.see(sighting("north", "t3", Duration.ofMillis(10_000), 120));

            // Then
            List<SoftLabel> labels = labels();
            assertThat(labels).extracting(SoftLabel::getLabel).containsExactly("ada", null, "bob");
            assertThat(driver.centres())
                    .extracting(record -> record.value().getVersion())
                    .containsExactly(labels.get(0).getCentres(), labels.get(2).getCentres());
            assertThat(labels.get(1).getCentres()).isEqualTo(labels.get(0).getCentres());
        }

        @Test
        void shouldNotReuseCentresWhenSubjectWasErased() {
            // Given
            reopen(TestSettings.builder().centresEvery(Duration.ofDays(1)).build());
            driver.enrol("ada", 30, null);
            driver.enrol("bob", 60, null);
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // When
            driver.erase("ada");
            driver.see(sighting("north", "t2", Duration.ofMillis(200), 30));

            // Then
            List<SoftLabel> labels = labels();
            assertThat(labels).extracting(SoftLabel::getLabel).containsExactly("ada", "bob");
            assertThat(labels.get(1).getSimilarities())
                    .extracting(CentreSimilarity::getSubject)
                    .containsExactly("bob");
            assertThat(labels.get(1).getCentres()).isNotEqualTo(labels.get(0).getCentres());
        }

        @Test
        void shouldDeleteCentresOfErasedSubjectOnly() {
            // Given
            List<String> published = publishWithAdaWithBothAndWithBob();

            // When
            driver.advanceWallClock(TeachProcessor.DELETION_INTERVAL);

            // Then
            assertThat(published).hasSize(3);
            assertThat(driver.centres())
                    .allSatisfy(record -> assertThat(record.value()).isNull())
                    .extracting(TestRecord::key)
                    .containsExactlyInAnyOrder(published.get(0), published.get(1));
            assertThat(driver.publishedCentres().get(published.get(2)).getSubjects())
                    .containsExactly("bob");
            assertThat(driver.publishedCentres().get(published.get(0))).isNull();
        }

        @Test
        void shouldNotUseSubjectWhenConsentHasEndedAlthoughTheCameraIsBehind() {
            // Given
            driver.enrol("ada", 30, NOON.plusSeconds(60));
            driver.advanceWallClock(Duration.ofHours(1));

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // Then
            assertThat(single(driver.softLabels()).value()).satisfies(label -> {
                assertThat(label.getLabel()).isNull();
                assertThat(label.getSimilarities()).isEmpty();
            });
        }

        @Test
        void shouldDeleteCentresOnce() {
            // Given
            publishWithAdaWithBothAndWithBob();
            driver.advanceWallClock(TeachProcessor.DELETION_INTERVAL);
            driver.centres();

            // When
            driver.advanceWallClock(TeachProcessor.DELETION_INTERVAL);

            // Then
            assertThat(driver.centres()).isEmpty();
        }

        @Test
        void shouldDeleteCentresWhenConsentHasEnded() {
            // Given
            String published = publishWithConsentOfOneMinute();

            // When
            driver.advanceWallClock(Duration.ofSeconds(61));

            // Then
            assertThat(single(driver.centres()).key()).isEqualTo(published);
        }

        @Test
        void shouldNotLabelLateFaceWhenConsentHasEnded() {
            // Given
            publishWithConsentOfOneMinute();
            driver.advanceWallClock(Duration.ofSeconds(61));
            driver.centres();

            // When
            driver.see(sighting("north", "t2", Duration.ofSeconds(30), 30));

            // Then
            assertThat(driver.softLabels().get(1).value().getSimilarities())
                    .extracting(CentreSimilarity::getSubject)
                    .containsExactly("bob");
            assertThat(single(driver.centres()).value().getCentres())
                    .extracting(ClassCentre::getSubject)
                    .containsExactly("bob");
        }

        @Test
        void shouldDeleteCentresWhenAllLabelsHaveExpired() {
            // Given
            driver.enrol("ada", 30, null);
            driver.see(sighting("north", "t1", Duration.ZERO, 30));
            String published = single(driver.centres()).key();

            // When
            driver.advanceWallClock(Duration.ofDays(32));

            // Then
            assertThat(single(driver.centres())).satisfies(record -> {
                assertThat(record.key()).isEqualTo(published);
                assertThat(record.value()).isNull();
            });
        }

        @Test
        void shouldKeepCentresWhenLabelsMayStillBeUsed() {
            // Given
            driver.enrol("ada", 30, null);
            driver.see(sighting("north", "t1", Duration.ZERO, 30));
            driver.centres();

            // When
            driver.advanceWallClock(Duration.ofDays(30));

            // Then
            assertThat(driver.centres()).isEmpty();
        }

        @Test
        void shouldDeletePublishedCentresWhenInstanceHasTakenOver() {
            // Given
            try (TeachDriver first = new TeachDriver(folder.resolve("a"), FEW.build(), Optional.empty());
                    TeachDriver second = new TeachDriver(folder.resolve("b"), FEW.build(), Optional.empty())) {
                labelTwoFacesOfAda(first);
                String published = single(first.centres()).key();
                first.handOverTo(second);

                // When
                second.advanceWallClock(TeachProcessor.DELETION_INTERVAL);

                // Then
                assertThat(single(second.centres()).key()).isEqualTo(published);
            }
        }
    }

    @Nested
    class Sampling {

        @Test
        void shouldIgnoreTicks() {
            // When
            driver.send(new TestRecord<>("north", new CameraTick("north", NOON)));

            // Then
            assertThat(driver.softLabels()).isEmpty();
            assertThat(driver.deadLetters()).isEmpty();
        }

        @Test
        void shouldSkipFaceWhenSubjectHasReachedDailyLimit() {
            // Given
            reopen(TestSettings.builder().perSubjectDay(2).build());
            driver.enrol("ada", 30, null);

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));
            driver.see(sighting("south", "t2", Duration.ZERO, 30));
            driver.see(sighting("north", "t3", Duration.ofSeconds(5), 30));
            driver.see(sighting("north", "t4", Duration.ofSeconds(5), 200)); // a stranger
            driver.see(sighting("north", "t5", Duration.ofHours(12), 30)); // midnight

            // Then
            assertThat(driver.decisions)
                    .containsExactly(
                            SamplingDecision.TAKEN,
                            SamplingDecision.TAKEN,
                            SamplingDecision.SUBJECT_FULL,
                            SamplingDecision.TAKEN,
                            SamplingDecision.TAKEN);
            assertThat(driver.subjects().get("ada").getLabels()).isEqualTo(1);
        }

        @Test
        void shouldDeleteCountOfErasedSubject() {
            // Given
            driver.enrol("ada", 30, null);
            driver.see(sighting("north", "t1", Duration.ZERO, 30));
            driver.erase("ada");

            // When
            driver.advanceWallClock(TeachProcessor.DELETION_INTERVAL);

            // Then
            assertThat(driver.subjects().get("ada")).isNull();
        }

        @Test
        void shouldContinueWithStoredLimitsWhenInstanceTakesOver() {
            // Given
            try (TeachDriver first = new TeachDriver(folder.resolve("a"), FEW.build(), Optional.empty());
                    TeachDriver second = new TeachDriver(folder.resolve("b"), FEW.build(), Optional.empty())) {
                labelTwoFacesOfAda(first);
                first.handOverTo(second);
                second.enrol("ada", 30, null);

                // When
                second.see(sighting("north", "t1", Duration.ofMillis(500), 30));
                second.see(sighting("north", "t3", Duration.ofMillis(500), 30));

                // Then
                assertThat(second.decisions).containsExactly(SamplingDecision.TOO_SOON, SamplingDecision.SUBJECT_FULL);
                assertThat(second.centres()).isEmpty();
            }
        }

        @Test
        void shouldTakeHardFacesWithReason() {
            // Given
            Embedder student =
                    TeachDriver.compass(new EmbeddingContract("student@1", TeachDriver.CONTRACT, 2, 2, 0), 40);
            reopen(HARD_ONLY.build(), Optional.of(student));
            driver.enrol("ada", 30, null);
            driver.enrol("bob", 100, null);

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 150)); // 50 degrees from bob: 0.643
            driver.see(sighting("north", "t2", Duration.ZERO, 160)); // 60 degrees from bob: 0.5
            driver.see(sighting("north", "t3", Duration.ZERO, 65)); // between the two

            // Then
            assertThat(driver.decisions).hasSize(3).containsOnly(SamplingDecision.TAKEN);
            assertThat(driver.reasons)
                    .containsExactly(
                            SelectionReason.DISAGREEMENT, SelectionReason.NEAR_THRESHOLD, SelectionReason.SMALL_MARGIN);
            assertThat(labels()).extracting(SoftLabel::getSelectionReason).isEqualTo(driver.reasons);
        }

        @Test
        void shouldSkipEasyFacesWhenTheirShareIsZero() {
            // Given
            reopen(HARD_ONLY.build());
            driver.enrol("ada", 30, null);

            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));
            driver.see(sighting("north", "t1", Duration.ofMillis(200), 30));

            // Then
            assertThat(driver.decisions).containsExactly(SamplingDecision.EASY, SamplingDecision.TOO_SOON);
            assertThat(driver.softLabels()).isEmpty();
            assertThat(driver.centres()).isEmpty();
        }

        @Test
        void shouldSkipNearDuplicatesAndShortIntervalsWithinTrack() {
            // Given
            driver.see(sighting("north", "t1", Duration.ofMillis(0), 30));
            driver.see(sighting("north", "t1", Duration.ofMillis(500), 60));
            driver.see(sighting("north", "t1", Duration.ofMillis(1500), 32));
            driver.see(sighting("north", "t1", Duration.ofMillis(2000), 60));

            // When
            driver.see(sighting("north", "t2", Duration.ofMillis(2000), 60));

            // Then
            assertThat(driver.softLabels())
                    .extracting(record -> record.value().getTrack() + "@"
                            + record.value().getOrigin().getOffset())
                    .containsExactly("t1@0", "t1@2000", "t2@2000");
        }

        @Test
        void shouldCallObserverForEachFace() {
            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30));
            driver.see(sighting("north", "t1", Duration.ofMillis(200), 30));

            // Then
            assertThat(driver.decisions).containsExactly(SamplingDecision.TAKEN, SamplingDecision.TOO_SOON);
        }

        @Test
        void shouldSkipFacesWhenTrackIsFull() {
            // When
            sendFiveFacesOfOneTrack();

            // Then
            assertThat(driver.softLabels()).hasSize(3);
        }

        @Test
        void shouldSkipFacesWhenCameraIsFull() {
            // Given
            sendFiveFacesOfOneTrack();

            // When
            for (int i = 0; i < 5; i++) {
                driver.see(sighting("north", "other" + i, Duration.ofSeconds(20), 30));
            }
            driver.see(sighting("south", "t1", Duration.ofSeconds(20), 30));
            driver.see(sighting("north", "late", Duration.ofHours(1), 30));

            // Then
            assertThat(labels())
                    .extracting(SoftLabel::getTrack)
                    .containsExactly("t1", "t1", "t1", "other0", "other1", "other2", "t1", "late");
        }

        @Test
        void shouldSkipFacesWhenQualityIsTooLow() {
            // Given
            driver.see(sighting("north", "t1", Duration.ZERO, 30).setQuality(new Quality(20f, 90f, 0.5f, 0f, 0f, 0f)));

            // When
            driver.see(
                    sighting("north", "t1", Duration.ZERO, 30).setQuality(new Quality(120f, 90f, 0.5f, 80f, 0f, 0f)));

            // Then
            assertThat(driver.softLabels()).isEmpty();
            assertThat(driver.deadLetters()).isEmpty();
            assertThat(driver.cameras().get("north")).isNull();
        }

        @Test
        void shouldForgetCamerasWithTheOldestLabelsWhenThereAreTooMany() {
            // Given
            for (int i = 0; i < TeachProcessor.MAXIMUM_CAMERAS + 2; i++) {
                driver.cameras().put("door-" + i, new CameraSamplingState(List.of(), NOON.plusSeconds(i), 1));
            }

            // When
            driver.advanceWallClock(TeachProcessor.DELETION_INTERVAL);

            // Then
            assertThat(driver.cameras().approximateNumEntries()).isEqualTo(TeachProcessor.MAXIMUM_CAMERAS);
            assertThat(driver.cameras().get("door-0")).isNull();
            assertThat(driver.cameras().get("door-1")).isNull();
        }

        @Test
        void shouldContinueTrackWhenTaskRestarts() {
            // Given
            driver.see(sighting("north", "t1", Duration.ZERO, 30));
            CameraSamplingState stored = driver.cameras().get("north");
            reopen(TestSettings.builder().build());
            driver.cameras().put("north", stored);

            // When
            driver.see(sighting("north", "t1", Duration.ofSeconds(2), 30)); // a near-duplicate
            driver.see(sighting("north", "t1", Duration.ofSeconds(2), 60));

            // Then
            assertThat(driver.decisions).containsExactly(SamplingDecision.NEAR_DUPLICATE, SamplingDecision.TAKEN);
        }
    }

    @Nested
    class Rejections {

        @Test
        void shouldRejectFeaturesWhenSizeIsInconsistent() {
            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 30)
                    .setFeatures(new Features("stem@1", 2, 1, 3, ByteBuffer.wrap(new byte[11]))));

            // Then
            assertThat(driver.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.value().getReason()).isEqualTo(Reason.BAD_FEATURES));
            assertThat(driver.softLabels()).isEmpty();
        }

        @Test
        void shouldReportReasonWhenSightingIsUnusable() {
            // Given
            FaceSighting good = sighting("north", "t1", Duration.ZERO, 30).build();
            FaceSighting.Builder bad = FaceSighting.newBuilder(good);

            // When
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

            // Then
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
        void shouldRejectSightingOfFutureWithoutStoringIt() {
            // When
            driver.send(new TestRecord<>(
                    "north", sighting("north", "t1", Duration.ofDays(365), 30).build(), NOON));

            // Then
            assertThat(driver.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.value().getReason()).isEqualTo(Reason.TIME_IN_FUTURE);
                assertThat(letter.getRecordTime()).isEqualTo(NOON);
                assertThat(letter.key()).isNull();
            });
            assertThat(driver.softLabels()).isEmpty();
            assertThat(driver.cameras().get("north")).isNull();
        }

        @Test
        void shouldContinueWhenTeacherFails() {
            // When
            driver.see(sighting("north", "t1", Duration.ZERO, 255));
            driver.see(sighting("north", "t1", Duration.ZERO, 30));

            // Then
            DeadLetter letter = driver.deadLetters().get(0).value();
            assertThat(letter.getReason()).isEqualTo(Reason.PROCESSING_FAILED);
            assertThat(letter.getStage()).isEqualTo("teach/teach");
            assertThat(letter.getOffset()).isZero();
            assertThat(driver.softLabels()).hasSize(1);
        }
    }

    private void reopen(TeachSettings settings) {
        reopen(settings, Optional.empty());
    }

    private void reopen(TeachSettings settings, Optional<Embedder> student) {
        driver.close();
        driver = new TeachDriver(folder.resolve("second"), settings, student);
    }

    private List<SoftLabel> labels() {
        return driver.softLabels().stream().map(TestRecord::value).toList();
    }

    private void sendFiveFacesOfOneTrack() {
        for (int i = 0; i < 5; i++) {
            driver.see(sighting("north", "t1", Duration.ofSeconds(2L * i), 10 * i + 20));
        }
    }

    private static void labelTwoFacesOfAda(TeachDriver driver) {
        driver.enrol("ada", 30, null);
        driver.see(sighting("north", "t1", Duration.ZERO, 30));
        driver.see(sighting("north", "t2", Duration.ZERO, 30));
    }

    private List<String> publishWithAdaWithBothAndWithBob() {
        driver.enrol("ada", 30, null);
        driver.see(sighting("north", "t1", Duration.ZERO, 30));
        driver.enrol("bob", 120, null);
        driver.see(sighting("north", "t2", Duration.ZERO, 30));
        driver.erase("ada");
        driver.see(sighting("north", "t3", Duration.ZERO, 30));
        return driver.centres().stream().map(TestRecord::key).toList();
    }

    private String publishWithConsentOfOneMinute() {
        driver.enrol("ada", 30, NOON.plusSeconds(60));
        driver.enrol("bob", 120, null);
        driver.see(sighting("north", "t1", Duration.ZERO, 30));
        return single(driver.centres()).key();
    }

    private static <T> T single(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static List<byte[]> bytesOf(TeachDriver driver) {
        driver.enrol("ada", 30, NOON.plusSeconds(60));
        driver.enrol("bob", 120, null);
        for (int i = 0; i < 8; i++) {
            driver.see(sighting("north", "t" + i / 4, Duration.ofSeconds(i), 25 * i));
        }
        List<byte[]> bytes = new ArrayList<>();
        for (TestRecord<String, SoftLabel> record : driver.softLabels()) {
            bytes.add(record.key().getBytes(StandardCharsets.UTF_8));
            bytes.add(AvroSerde.of(SoftLabel.class).serializer().serialize("soft-labels", record.value()));
        }
        return bytes;
    }
}
