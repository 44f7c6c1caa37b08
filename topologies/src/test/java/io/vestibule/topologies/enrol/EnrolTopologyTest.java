package io.vestibule.topologies.enrol;

import static io.vestibule.topologies.enrol.EnrolDriver.LARGE;
import static io.vestibule.topologies.enrol.EnrolDriver.NOON;
import static io.vestibule.topologies.enrol.EnrolDriver.SMALL;
import static io.vestibule.topologies.enrol.EnrolDriver.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.topologies.GoldenText;
import io.vestibule.topologies.gallery.Gallery;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolTopologyTest {

    private static final BoundingBox LEFT = new BoundingBox(0.1f, 0.1f, 0.4f, 0.5f);
    private static final BoundingBox RIGHT = new BoundingBox(0.6f, 0.1f, 0.8f, 0.4f);

    @TempDir
    Path folder;

    private EnrolDriver driver;

    @BeforeEach
    void open() {
        driver = new EnrolDriver(folder.resolve("first"));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldKeepNamesOfNodesAndStores() {
        // When
        Topology topology = EnrolDriver.topology(new TestModels(), EnrolDriver.contracts(), EnrolObserver.NONE);

        // Then
        GoldenText.of(EnrolTopologyTest.class, "enrol.txt").assertEquals(topology.describe());
    }

    @Nested
    class Templates {

        @Test
        void shouldSendTemplateOfEveryContractWhenPhotographIsAccepted() {
            // When
            driver.enrol("ada", TestPhoto.of(0));

            // Then
            List<TestRecord<String, GalleryEntry>> gallery = driver.gallery();
            assertThat(gallery).extracting(TestRecord::key).containsExactly("ada|" + LARGE, "ada|" + SMALL);
            GalleryEntry large = gallery.get(0).value();
            assertThat(large.getSubject()).isEqualTo("ada");
            assertThat(large.getContract()).isEqualTo(LARGE);
            assertThat(large.getDimension()).isEqualTo(3);
            assertThat(large.getConsentExpiresAt()).isNull();
            assertThat(large.getTemplates()).singleElement().satisfies(template -> {
                assertThat(template.getEmbedding()).containsExactly(1f, 0f, 0f);
                assertThat(template.getPhotoHash()).matches("[0-9a-f]{64}");
                assertThat(template.getEnrolledAt()).isEqualTo(NOON);
                assertThat(template.getQuality()).isEqualTo(new Quality(160f, 120f, 0.5f, 1f, 2f, 3f));
            });
            assertThat(gallery.get(1).value().getTemplates().get(0).getEmbedding())
                    .containsExactly(1f, 0f);
            assertThat(driver.deadLetters()).isEmpty();
        }

        @Test
        void shouldCreateNoTemplatesWhenModelSharesSpace() {
            // Given
            Embedder student = TestModels.embedder(new EmbeddingContract("student@000000000003", SMALL, 2, 0.6f, 1e-4));
            List<Embedder> embedders = new ArrayList<>(EnrolDriver.contracts());
            embedders.add(student);

            driver.close();
            driver = new EnrolDriver(folder.resolve("student"), embedders);

            // When
            driver.enrol("ada", TestPhoto.of(0));

            // Then
            assertThat(driver.gallery()).extracting(TestRecord::key).containsExactly("ada|" + LARGE, "ada|" + SMALL);
        }

        @Test
        void shouldRejectModelWhenNoModelHasItsSpace() {
            // Given
            Embedder student = TestModels.embedder(new EmbeddingContract("student@000000000003", SMALL, 2, 0.6f, 1e-4));

            // When
            assertThatThrownBy(() -> EnrolDriver.topology(new TestModels(), List.of(student), EnrolObserver.NONE))

                    // Then
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("student@000000000003")
                    .hasMessageContaining(SMALL);
        }

        @Test
        void shouldForwardNoHeaders() {
            // Given
            Headers headers = new RecordHeaders().add("note", new byte[2_000_000]);

            // When
            driver.send(new TestRecord<>("ada", photo("ada", TestPhoto.of(0)).build(), headers, NOON));
            driver.send(new TestRecord<>("ada", null, headers, NOON));

            // Then
            assertThat(driver.gallery()).hasSize(4).allSatisfy(record -> assertThat(record.headers())
                    .isEmpty());
        }

        @Test
        void shouldCallObserverWhenRequestIsApplied() {
            // When
            driver.enrol("ada", TestPhoto.of(0));
            driver.send("not ada", photo("ada", TestPhoto.of(0)).build());
            driver.erase("ada");

            // Then
            assertThat(driver.applied).containsExactly(EnrolmentAction.PHOTO, EnrolmentAction.ERASE);
        }

        @Test
        void shouldAddTemplateWhenSecondPhotographArrives() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));

            // When
            driver.enrol("ada", TestPhoto.of(10));

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::key, EnrolTopologyTest::templates)
                    .containsExactly(
                            tuple("ada|" + LARGE, 1),
                            tuple("ada|" + SMALL, 1),
                            tuple("ada|" + LARGE, 2),
                            tuple("ada|" + SMALL, 2));
        }

        @Test
        void shouldSendSameEntryWithoutModelsWhenPhotographIsRepeated() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            List<TestRecord<String, GalleryEntry>> first = driver.gallery();

            // When
            driver.enrol("ada", TestPhoto.of(0));

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::value)
                    .isEqualTo(first.stream().map(TestRecord::value).toList());
            assertThat(driver.models.decoded).hasValue(1);
        }

        @Test
        void shouldKeepNewestTemplatesWhenThereAreTooMany() {
            // When
            for (int degrees = 0; degrees < 5; degrees++) {
                driver.enrol("ada", TestPhoto.of(degrees));
            }

            // Then
            GalleryEntry last = driver.gallery().get(9).value();
            assertThat(last.getTemplates())
                    .extracting(Template::getEmbedding)
                    .containsExactly(direction(2), direction(3), direction(4));
        }

        @Test
        void shouldSendSameBytesWhenRequestsAreRepeatedInSameOrder() {
            // Given
            List<byte[]> first = bytesOf(driver);
            try (EnrolDriver second = new EnrolDriver(folder.resolve("second"))) {
                // When
                List<byte[]> repeated = bytesOf(second);

                // Then
                assertThat(repeated).containsExactlyElementsOf(first);
            }
        }
    }

    @Nested
    class Conflicts {

        @Test
        void shouldRejectFaceOfAnotherSubjectWhenConflictIsNotAllowed() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.enrol("bob", TestPhoto.of(30)); // 0.87 in both; a conflict from 0.84 in the large contract

            // Then
            assertThat(driver.gallery()).isEmpty();
            DeadLetter letter = driver.deadLetters().get(0).value();
            assertThat(letter.getReason()).isEqualTo(Reason.SUBJECT_CONFLICT);
            assertThat(letter.getCause())
                    .as("neither the other subject nor a similarity, by which enrolled people could be searched")
                    .doesNotContain("ada")
                    .doesNotContainPattern("[0-9]")
                    .contains("--allow-conflict");
        }

        @Test
        void shouldFindConflictWhenOnlyOneContractShowsIt() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));

            // When
            driver.enrol("bob", TestPhoto.of(45)); // 0.71: under 0.84, but over the small contract's 0.6

            // Then
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .containsExactly(Reason.SUBJECT_CONFLICT);
        }

        @Test
        void shouldEnrolTwinWhenConflictIsAllowed() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.send(
                    "twin",
                    photo("twin", TestPhoto.of(5)).setAllowConflict(true).build());

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::key, record -> record.value().getSimilarSubjects())
                    .containsExactly(
                            tuple("twin|" + LARGE, List.of("ada")),
                            tuple("twin|" + SMALL, List.of("ada")),
                            tuple("ada|" + LARGE, List.of("twin")),
                            tuple("ada|" + SMALL, List.of("twin")));
        }

        @Test
        void shouldListSubjectsAsSimilarInEveryContractWhenOneContractShowsTheConflict() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.send(
                    "twin",
                    photo("twin", TestPhoto.of(45)).setAllowConflict(true).build());

            // Then
            assertThat(driver.gallery())
                    .extracting(record -> record.value().getSimilarSubjects())
                    .containsExactly(List.of("ada"), List.of("ada"), List.of("twin"), List.of("twin"));
        }

        @Test
        void shouldKeepSimilarSubjectsWhenAnotherPhotographIsAdded() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.send(
                    "twin",
                    photo("twin", TestPhoto.of(30)).setAllowConflict(true).build());
            driver.gallery();

            // When
            driver.enrol("twin", TestPhoto.of(60));

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::key, record -> record.value().getSimilarSubjects())
                    .containsExactly(tuple("twin|" + LARGE, List.of("ada")), tuple("twin|" + SMALL, List.of("ada")));
        }

        @Test
        void shouldListNoSimilarSubjectWhenConflictIsAllowedButAbsent() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.send(
                    "bob", photo("bob", TestPhoto.of(80)).setAllowConflict(true).build());

            // Then
            assertThat(driver.gallery())
                    .extracting(record -> record.value().getSimilarSubjects())
                    .containsExactly(List.of(), List.of());
        }

        @Test
        void shouldRejectFaceWhenItResemblesMoreSubjectsThanAnEntryMayList() {
            // Given
            for (int subject = 0; subject <= Gallery.MAXIMUM_SIMILAR; subject++) {
                driver.send(
                        "subject-" + subject,
                        photo("subject-" + subject, TestPhoto.of(subject))
                                .setAllowConflict(true)
                                .build());
            }
            driver.gallery();

            // When
            driver.send(
                    "one-more",
                    photo("one-more", TestPhoto.of(5)).setAllowConflict(true).build());

            // Then
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .containsExactly(Reason.SUBJECT_CONFLICT);
            assertThat(driver.gallery()).isEmpty();
        }

        @Test
        void shouldEnrolBothSubjectsWhenFacesDiffer() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));

            // When
            driver.enrol("bob", TestPhoto.of(60));

            // Then
            assertThat(driver.gallery()).hasSize(4);
            assertThat(driver.deadLetters()).isEmpty();
        }

        @Test
        void shouldFindNoConflictWhenConsentOfOtherSubjectHasEnded() {
            // Given
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(0))
                            .setConsentExpiresAt(NOON.minusSeconds(1))
                            .build());
            driver.gallery();

            // When
            driver.enrol("bob", TestPhoto.of(0));

            // Then
            assertThat(driver.gallery()).extracting(TestRecord::key).containsExactly("bob|" + LARGE, "bob|" + SMALL);
        }
    }

    @Nested
    class SameSubject {

        @Test
        void shouldRejectFaceOfAnotherPersonWhenSubjectHasTemplates() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.enrol("ada", TestPhoto.of(80));

            // Then
            assertThat(driver.gallery()).isEmpty();
            DeadLetter letter = driver.deadLetters().get(0).value();
            assertThat(letter.getReason()).isEqualTo(Reason.SUBJECT_MISMATCH);
            assertThat(letter.getCause()).doesNotContainPattern("[0-9]").contains("--allow-different");
        }

        @Test
        void shouldAcceptFaceWhenItMatchesOneOfTheTemplates() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.enrol("ada", TestPhoto.of(35));
            driver.gallery();

            // When
            driver.enrol("ada", TestPhoto.of(70)); // 70 degrees from the first template, 35 from the second

            // Then
            assertThat(driver.gallery())
                    .extracting(EnrolTopologyTest::templates)
                    .containsExactly(3, 3);
        }

        @Test
        void shouldKeepTemplatesWhenPhotographsOfAnotherPersonFollow() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));

            // When
            for (int photo = 0; photo < 10; photo++) {
                driver.enrol("ada", TestPhoto.of(80 + photo));
            }
            driver.enrol("ada", TestPhoto.of(1));

            // Then
            List<TestRecord<String, GalleryEntry>> gallery = driver.gallery();
            assertThat(gallery.get(gallery.size() - 1).value().getTemplates())
                    .extracting(Template::getEmbedding)
                    .containsExactly(direction(0), direction(1));
        }

        @Test
        void shouldRecordInTheTemplateThatItDiffersWhenDifferenceIsAllowed() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(80)).setAllowDifferent(true).build());
            driver.send(
                    "ada", photo("ada", TestPhoto.of(1)).setAllowDifferent(true).build());

            // Then
            assertThat(driver.gallery().get(3).value().getTemplates())
                    .extracting(Template::getDiffers)
                    .containsExactly(false, true, false);
        }

        @Test
        void shouldReportMismatchWhenFaceIsOfAnotherEnrolledSubject() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.enrol("bob", TestPhoto.of(80));

            // When
            driver.enrol("ada", TestPhoto.of(81));

            // Then
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .as("the reason does not reveal whether the face is enrolled under another name")
                    .containsExactly(Reason.SUBJECT_MISMATCH);
        }

        @Test
        void shouldReportConflictWhenOnlyTheDifferenceIsAllowed() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.enrol("bob", TestPhoto.of(80));

            // When
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(81)).setAllowDifferent(true).build());

            // Then
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .containsExactly(Reason.SUBJECT_CONFLICT);
        }

        @Test
        void shouldNotCompareWithTemplatesWhoseConsentHasEnded() {
            // Given
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(0))
                            .setConsentExpiresAt(NOON.plusSeconds(60))
                            .build());
            driver.gallery();

            // When
            driver.send(new TestRecord<>(
                    "ada",
                    photo("ada", TestPhoto.of(80))
                            .setConsentExpiresAt(NOON.plusSeconds(600))
                            .build(),
                    NOON.plusSeconds(61)));

            // Then
            assertThat(driver.gallery().get(0).value().getTemplates())
                    .extracting(Template::getEmbedding, Template::getDiffers)
                    .containsExactly(tuple(direction3(80), false));
        }

        @Test
        void shouldRefuseToStartWhenModelHasNoThresholdAtTheFalseMatchRate() {
            // Given
            Embedder loose = TestModels.embedder(
                    new EmbeddingContract(SMALL, SMALL, 2, 0.5f, 1e-2, List.of(new ErrorRates(0.5f, 1e-2, 0.1))));

            // When
            assertThatThrownBy(() -> EnrolDriver.topology(new TestModels(), List.of(loose), EnrolObserver.NONE))

                    // Then
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(SMALL)
                    .hasMessageContaining("enrol.same-subject-false-match-rate");
        }

        @Test
        void shouldRefuseToStartWhenEntriesDoNotFitIntoARecord() {
            // Given
            Embedder large = TestModels.embedder(SMALL, 100_000, 0.5f);

            // When
            assertThatThrownBy(() -> EnrolDriver.topology(new TestModels(), List.of(large), EnrolObserver.NONE))

                    // Then
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("enrol.maximum-templates of 3")
                    .hasMessageContaining("has room for 2");
        }
    }

    @Nested
    class Expiry {

        @Test
        void shouldRejectPhotographWhenItIsReadAfterTheRequestExpired() {
            // When
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(0))
                            .setValidUntil(NOON.minusMillis(1))
                            .build());

            // Then
            assertThat(driver.gallery()).isEmpty();
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .containsExactly(Reason.REQUEST_EXPIRED);
        }

        @Test
        void shouldAcceptPhotographWhenTheRequestIsStillValid() {
            // When
            driver.send("ada", photo("ada", TestPhoto.of(0)).setValidUntil(NOON).build());

            // Then
            assertThat(driver.gallery()).hasSize(2);
        }

        @Test
        void shouldEraseWhenTheRequestIsReadAfterItsTime() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(0))
                            .setAction(EnrolmentAction.ERASE)
                            .setValidUntil(NOON.minusSeconds(60))
                            .build());

            // Then
            assertThat(driver.gallery()).extracting(TestRecord::value).containsExactly(null, null);
        }
    }

    @Nested
    class Consent {

        @Test
        void shouldSetEndOfConsentWhenRepeatedPhotographHasOne() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(0))
                            .setConsentExpiresAt(NOON.plusSeconds(60))
                            .build());

            // Then
            assertThat(driver.gallery())
                    .extracting(record -> record.value().getConsentExpiresAt())
                    .containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(60));
        }

        @Test
        void shouldDropExpiredTemplatesWhenSubjectIsWrittenAgain() {
            // Given
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(0))
                            .setConsentExpiresAt(NOON.plusSeconds(60))
                            .build());
            driver.gallery();

            // When
            driver.send(new TestRecord<>(
                    "ada",
                    photo("ada", TestPhoto.of(10))
                            .setConsentExpiresAt(NOON.plusSeconds(600))
                            .build(),
                    NOON.plusSeconds(61)));

            // Then
            assertThat(driver.gallery())
                    .extracting(EnrolTopologyTest::templates)
                    .containsExactly(1, 1);
        }

        @Test
        void shouldKeepNoTemplateWhenConsentHasEndedAndPhotographHasNoLimit() {
            // Given
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(0))
                            .setConsentExpiresAt(NOON.plusSeconds(60))
                            .build());
            driver.gallery();

            // When
            driver.send(new TestRecord<>("ada", photo("ada", TestPhoto.of(10)).build(), NOON.plusSeconds(61)));

            // Then
            assertThat(driver.gallery())
                    .extracting(EnrolTopologyTest::templates, record -> record.value()
                            .getConsentExpiresAt())
                    .containsExactly(tuple(0, NOON.plusSeconds(60)), tuple(0, NOON.plusSeconds(60)));
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .containsExactly(Reason.REQUEST_EXPIRED);
        }
    }

    @Nested
    class Erasing {

        @Test
        void shouldSendTombstoneOfEveryContractWhenSubjectIsErased() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.erase("ada");

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::key, TestRecord::value)
                    .containsExactly(tuple("ada|" + LARGE, null), tuple("ada|" + SMALL, null));
        }

        @Test
        void shouldEraseSubjectWhenRecordHasNoValue() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.send("ada", null);

            // Then
            assertThat(driver.gallery()).extracting(TestRecord::value).containsExactly(null, null);
            assertThat(driver.deadLetters()).isEmpty();
        }

        @Test
        void shouldEraseSubjectWhenEraseHasPhotograph() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.gallery();

            // When
            driver.send(
                    "ada",
                    photo("ada", TestPhoto.of(0))
                            .setAction(EnrolmentAction.ERASE)
                            .build());

            // Then
            assertThat(driver.gallery()).extracting(TestRecord::value).containsExactly(null, null);
        }

        @Test
        void shouldSendTombstonesWhenErasedSubjectIsUnknown() {
            // When
            driver.erase("unknown");

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::key, TestRecord::value)
                    .containsExactly(tuple("unknown|" + LARGE, null), tuple("unknown|" + SMALL, null));
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .containsExactly(Reason.SUBJECT_UNKNOWN);
            assertThat(driver.applied).isEmpty();
        }

        @Test
        void shouldRemoveErasedSubjectFromSimilarOnes() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.send(
                    "twin",
                    photo("twin", TestPhoto.of(1)).setAllowConflict(true).build());
            driver.gallery();

            // When
            driver.erase("twin");

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::key, EnrolTopologyTest::similarSubjects)
                    .containsExactly(
                            tuple("twin|" + LARGE, null),
                            tuple("twin|" + SMALL, null),
                            tuple("ada|" + LARGE, List.of()),
                            tuple("ada|" + SMALL, List.of()));
        }

        @Test
        void shouldStartWithOneTemplateWhenErasedSubjectIsEnrolledAgain() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.erase("ada");
            driver.gallery();

            // When
            driver.enrol("ada", TestPhoto.of(0));

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::key, EnrolTopologyTest::templates)
                    .containsExactly(tuple("ada|" + LARGE, 1), tuple("ada|" + SMALL, 1));
        }

        @Test
        void shouldAcceptFaceOfErasedSubjectForAnotherSubject() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.erase("ada");

            // When
            driver.enrol("bob", TestPhoto.of(0));

            // Then
            assertThat(driver.deadLetters()).isEmpty();
        }

        @Test
        void shouldKeepOtherSubjectWithSamePrefixWhenSubjectIsErased() {
            // Given
            driver.enrol("ada", TestPhoto.of(0));
            driver.enrol("ada-2", TestPhoto.of(70));
            driver.gallery();

            // When
            driver.erase("ada");
            driver.enrol("ada-2", TestPhoto.of(75));

            // Then
            assertThat(driver.gallery())
                    .extracting(TestRecord::key, EnrolTopologyTest::templates)
                    .containsExactly(
                            tuple("ada|" + LARGE, 0),
                            tuple("ada|" + SMALL, 0),
                            tuple("ada-2|" + LARGE, 2),
                            tuple("ada-2|" + SMALL, 2));
        }
    }

    @Nested
    class Rejections {

        @Test
        void shouldReportReasonWhenPhotographIsUnusable() {
            // Given
            driver.enrol("ada", TestPhoto.withoutFace());
            driver.enrol("ada", TestPhoto.of(0).showing(LEFT, RIGHT));
            driver.enrol("ada", TestPhoto.of(0).with(new FaceQuality(39, 120, 0.5f, 0, 0, 0)));
            driver.enrol("ada", TestPhoto.of(0).with(new FaceQuality(160, 19, 0.5f, 0, 0, 0)));
            driver.enrol("ada", TestPhoto.of(0).with(new FaceQuality(160, 120, 0.05f, 0, 0, 0)));
            driver.enrol("ada", TestPhoto.of(0).with(new FaceQuality(160, 120, 0.5f, 60, 0, 0)));
            driver.enrol("ada", TestPhoto.of(0).sized(0, 0));
            driver.enrol("ada", TestPhoto.of(0).sized(20_000, 20_000));

            // When
            driver.enrol("ada", TestPhoto.of(0).sized(TestModels.DAMAGED, 100));

            // Then
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .containsExactly(
                            Reason.NO_FACE,
                            Reason.SEVERAL_FACES,
                            Reason.FACE_TOO_SMALL,
                            Reason.FACE_TOO_BLURRED,
                            Reason.FACE_BADLY_LIT,
                            Reason.EXTREME_POSE,
                            Reason.ZERO_SIZE,
                            Reason.TOO_MANY_PIXELS,
                            Reason.NOT_AN_IMAGE);
            assertThat(driver.gallery()).isEmpty();
        }

        @Test
        void shouldReportReasonWhenRequestIsUnusable() {
            // Given
            Enrolment.Builder photo = photo("ada", TestPhoto.of(0));

            // When
            driver.send("ada", photo.setPhoto(null).build());
            driver.send("ada", photo.setPhoto(ByteBuffer.allocate(0)).build());
            driver.send(
                    "ada",
                    photo.setPhoto(ByteBuffer.wrap("no image".getBytes(StandardCharsets.UTF_8)))
                            .build());
            driver.send("bob", photo.build());
            driver.send("", photo.setSubject("").build());
            driver.send("a|b", photo.setSubject("a|b").build());
            driver.send("a".repeat(129), null);
            driver.send(null, photo.setSubject("ada").build());
            driver.send(
                    "ada",
                    photo.setRequestedAt(NOON.plus(Duration.ofMinutes(6))).build());
            driver.send("ada", photo.setRequestedAt(Instant.EPOCH).build());

            // Then
            assertThat(driver.deadLetters())
                    .extracting(record -> record.value().getReason())
                    .containsExactly(
                            Reason.EMPTY_IMAGE,
                            Reason.EMPTY_IMAGE,
                            Reason.NOT_AN_IMAGE,
                            Reason.BAD_SUBJECT,
                            Reason.BAD_SUBJECT,
                            Reason.BAD_SUBJECT,
                            Reason.BAD_SUBJECT,
                            Reason.BAD_SUBJECT,
                            Reason.TIME_IN_FUTURE,
                            Reason.TIME_INVALID);
            assertThat(driver.gallery()).isEmpty();
        }

        @Test
        void shouldReportOriginOfRecordWhenItIsRejected() {
            // When
            driver.enrol("ada", TestPhoto.of(0));
            driver.enrol("bob", TestPhoto.withoutFace());

            // Then
            TestRecord<String, DeadLetter> letter = driver.deadLetters().get(0);
            assertThat(letter.key()).isNull();
            assertThat(letter.value().getStage()).isEqualTo("enrol/enrol");
            assertThat(letter.value().getTopic()).isEqualTo("intercom.enrolments.v1");
            assertThat(letter.value().getPartition()).isZero();
            assertThat(letter.value().getOffset()).isEqualTo(1);
            assertThat(letter.value().getRecordedAt()).isEqualTo(NOON);
        }

        @Test
        void shouldContinueWhenRecordWasRejected() {
            // Given
            driver.enrol("ada", TestPhoto.withoutFace());

            // When
            driver.enrol("ada", TestPhoto.of(0));

            // Then
            assertThat(driver.gallery()).hasSize(2);
        }
    }

    private static List<byte[]> bytesOf(EnrolDriver driver) {
        driver.enrol("ada", TestPhoto.of(0));
        driver.enrol("bob", TestPhoto.of(70));
        driver.enrol("ada", TestPhoto.of(10));
        driver.erase("bob");
        List<byte[]> bytes = new ArrayList<>();
        for (TestRecord<String, GalleryEntry> record : driver.gallery()) {
            bytes.add(record.key().getBytes(StandardCharsets.UTF_8));
            bytes.add(AvroSerde.of(GalleryEntry.class).serializer().serialize("gallery", record.value()));
        }
        return bytes;
    }

    private static int templates(TestRecord<String, GalleryEntry> record) {
        return record.value() == null ? 0 : record.value().getTemplates().size();
    }

    private static @Nullable List<String> similarSubjects(TestRecord<String, GalleryEntry> record) {
        return record.value() == null ? null : record.value().getSimilarSubjects();
    }

    private static List<Float> direction3(int degrees) {
        float[] unit = TestModels.direction(degrees, 3).unit();
        return List.of(unit[0], unit[1], unit[2]);
    }

    private static List<Float> direction(int degrees) {
        float[] unit = TestModels.direction(degrees, 2).unit();
        return List.of(unit[0], unit[1]);
    }
}
