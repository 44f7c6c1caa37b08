package io.vestibule.service.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.service.enrol.EnrolmentResult.Outcome;
import io.vestibule.service.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PendingRequestTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final GalleryKey LARGE = new GalleryKey("anna", "large@1");
    private static final GalleryKey SMALL = new GalleryKey("anna", "small@1");

    private final SettableClock clock = new SettableClock(NOON);

    @Nested
    class Photograph {
        private final PendingRequest request = sent(PendingRequest.ofPhoto(
                new PhotoFile("anna", "anna.jpg", Path.of("anna.jpg")), "ab", NOON.plusSeconds(60), clock));

        @Test
        void shouldWaitForTheOtherContractsWhenTheFirstHasThePhotograph() {
            // Given
            request.galleryChanged(LARGE, entry("ab"));
            boolean atOnce = request.isComplete();
            request.galleryChanged(SMALL, entry("ab"));

            // When
            clock.pass(Duration.ofMillis(300));

            // Then
            assertThat(atOnce).isFalse();
            assertThat(request.isComplete()).isTrue();
            assertThat(request.result().contracts()).containsExactly("large@1", "small@1");
        }

        @Test
        void shouldIgnoreEntriesWithoutThePhotographAndOfOthers() {
            // When
            request.galleryChanged(LARGE, entry("cd"));
            request.galleryChanged(new GalleryKey("bob", "large@1"), entry("ab"));

            // Then
            assertThat(request.isAnswered()).isFalse();
        }

        @Test
        void shouldWarnWhenTheSubjectResemblesAnother() {
            // When
            request.galleryChanged(
                    LARGE,
                    GalleryEntry.newBuilder(entry("ab"))
                            .setSimilarSubjects(List.of("twin"))
                            .build());

            // Then
            assertThat(request.result().similarSubjects()).containsExactly("twin");
            assertThat(request.result().toText())
                    .contains("anna.jpg: accepted", "warning: anna resembles twin, so events may name either of them");
        }

        @Test
        void shouldShowWhatToDoWhenItIsRejected() {
            // When
            request.deadLetter(letter(Reason.FACE_TOO_BLURRED, "sharpness of 3.0; the minimum is 20.0"));

            // Then
            assertThat(request.isComplete()).isTrue();
            assertThat(request.result().toText())
                    .isEqualTo("anna.jpg: rejected, FACE_TOO_BLURRED: sharpness of 3.0; the minimum is 20.0;"
                            + " use a sharper photograph");
        }

        @Test
        void shouldReportThatItExpiredWhenThereIsNoResponse() {
            // When
            clock.pass(Duration.ofSeconds(66));

            // Then
            assertThat(request.isOverdue()).isTrue();
            assertThat(request.result().outcome()).isEqualTo(Outcome.UNANSWERED);
            assertThat(request.result().toText())
                    .contains("expired at 2026-05-04T12:01:00Z and will not be carried out");
        }

        @Test
        void shouldReportUntilWhenItIsValidWhenTheCallerStopsWaiting() {
            // When
            clock.pass(Duration.ofSeconds(5));

            // Then
            assertThat(request.result().toText())
                    .contains("expires at 2026-05-04T12:01:00Z and may be carried out until then");
        }
    }

    @Nested
    class Erasure {
        @Test
        void shouldReportAnUnknownSubjectWhenNeitherEnrolmentNorTheGalleryKnewIt() {
            // Given
            PendingRequest request = erasure(Set.of());
            request.galleryChanged(LARGE, null);

            // When
            request.deadLetter(letter(Reason.SUBJECT_UNKNOWN, "no entry"));
            clock.pass(Duration.ofMillis(300));

            // Then
            assertThat(request.isComplete()).isTrue();
            assertThat(request.result().outcome()).isEqualTo(Outcome.NOT_ENROLLED);
            assertThat(request.result().toText()).startsWith("anna was not enrolled");
        }

        @Test
        void shouldReportAnErasureWhenEnrolmentLostItsStoreButTheGalleryHadTheSubject() {
            // Given
            PendingRequest request = erasure(Set.of("large@1"));
            request.galleryChanged(LARGE, null);

            // When
            request.deadLetter(letter(Reason.SUBJECT_UNKNOWN, "no entry"));

            // Then
            assertThat(request.result().outcome()).isEqualTo(Outcome.ERASED);
        }

        @Test
        void shouldReportRemainingEntriesWhenEnrolmentDidNotEraseThem() {
            // Given
            PendingRequest request = erasure(Set.of("large@1", "retired@1"));

            // When
            request.galleryChanged(LARGE, null);

            // Then
            assertThat(request.result().outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(request.result().toText()).contains("still has entries in retired@1");
        }

        @Test
        void shouldWaitForTheDeadLetterWhenTheGalleryHadNoEntry() {
            // Given
            PendingRequest request = erasure(Set.of());
            request.galleryChanged(LARGE, null);

            // When
            clock.pass(Duration.ofSeconds(4));
            boolean early = request.isComplete();
            clock.pass(Duration.ofSeconds(1));

            // Then
            assertThat(early).isFalse();
            assertThat(request.isComplete()).isTrue();
            assertThat(request.result().outcome()).isEqualTo(Outcome.ERASED);
        }

        @Test
        void shouldReportThatTheErasureIsPendingWhenThereIsNoResponse() {
            // Given
            PendingRequest request = erasure(Set.of("large@1"));

            // When
            clock.pass(Duration.ofSeconds(66));

            // Then
            assertThat(request.isOverdue()).isTrue();
            assertThat(request.result().toText()).contains("The erasure is pending", "repeat 'erase'");
        }

        private PendingRequest erasure(Set<String> enrolledIn) {
            return sent(PendingRequest.ofErasure("anna", enrolledIn, NOON.plusSeconds(60), clock));
        }
    }

    private static PendingRequest sent(PendingRequest request) {
        request.sentTo(new RecordMetadata(new TopicPartition("enrolments", 0), 42, 0, 0, 4, 100));
        return request;
    }

    private static DeadLetter letter(Reason reason, String cause) {
        return DeadLetter.newBuilder()
                .setReason(reason)
                .setStage("enrol/enrol")
                .setCause(cause)
                .setTopic("enrolments")
                .setPartition(0)
                .setOffset(42)
                .setRecordedAt(NOON)
                .build();
    }

    private static GalleryEntry entry(String photoHash) {
        Quality quality = new Quality(100f, 80f, 0.5f, 0f, 0f, 0f);
        return new GalleryEntry(
                "anna",
                "large@1",
                2,
                List.of(new Template(List.of(1f, 0f), photoHash, quality, NOON, false)),
                null,
                List.of());
    }
}
