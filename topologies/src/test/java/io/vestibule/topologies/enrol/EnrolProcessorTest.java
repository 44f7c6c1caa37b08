package io.vestibule.topologies.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.serdes.AvroSerde;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behaviour of a task that starts, or restarts, with a store that is not empty. */
class EnrolProcessorTest {

    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final KeyValueStore<String, GalleryEntry> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(EnrolTopology.SUBJECTS),
                    Serdes.String(),
                    AvroSerde.of(GalleryEntry.class))
            .withLoggingDisabled()
            .build();
    private final TestModels models = new TestModels();

    @BeforeEach
    void openStore() {
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        context.setCurrentSystemTimeMs(EnrolDriver.NOON.toEpochMilli());
        context.setRecordMetadata("intercom.enrolments.v1", 0, 7);
        context.setCurrentSystemTimeMs(EnrolDriver.NOON.toEpochMilli());
    }

    @Test
    void shouldFindConflictWithStoredSubjectWhenTaskStarts() {
        // Given
        enrol(started(EnrolDriver.contracts()), "ada", TestPhoto.of(0));

        // When
        enrol(started(EnrolDriver.contracts()), "bob", TestPhoto.of(0));

        // Then
        assertThat(lastForwarded()).isInstanceOfSatisfying(DeadLetter.class, letter -> assertThat(letter.getReason())
                .isEqualTo(Reason.SUBJECT_CONFLICT));
    }

    @Test
    void shouldStartWhenAConsentEndedAtTheEarliestTimeOfARecord() {
        // Given
        Enrolment ended = EnrolDriver.photo("ada", TestPhoto.of(0))
                .setConsentExpiresAt(Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS))
                .build();
        started(EnrolDriver.contracts()).process(new Record<>("ada", ended, EnrolDriver.NOON.toEpochMilli()));

        // When
        enrol(started(EnrolDriver.contracts()), "bob", TestPhoto.of(0));

        // Then
        assertThat(lastForwarded()).isInstanceOfSatisfying(GalleryEntry.class, entry -> assertThat(entry.getSubject())
                .isEqualTo("bob"));
    }

    @Test
    void shouldAddTemplateToStoredEntryWhenTaskStarts() {
        // Given
        enrol(started(EnrolDriver.contracts()), "ada", TestPhoto.of(0));

        // When
        enrol(started(EnrolDriver.contracts()), "ada", TestPhoto.of(5));

        // Then
        assertThat(lastForwarded()).isInstanceOfSatisfying(GalleryEntry.class, entry -> assertThat(entry.getTemplates())
                .hasSize(2));
    }

    @Test
    void shouldDropUncommittedTemplatesWhenTaskIsRevived() {
        // Given
        EnrolProcessor processor = started(EnrolDriver.contracts());
        enrol(processor, "ada", TestPhoto.of(0));
        store.delete("ada|" + EnrolDriver.SMALL); // the state after an aborted transaction
        store.delete("ada|" + EnrolDriver.LARGE);
        processor.init(context);

        // When
        enrol(processor, "bob", TestPhoto.of(0));

        // Then
        assertThat(lastForwarded()).isInstanceOfSatisfying(GalleryEntry.class, entry -> assertThat(entry.getSubject())
                .isEqualTo("bob"));
    }

    @Test
    void shouldCompareWithStoredTemplatesWhenTaskStarts() {
        // Given
        enrol(started(EnrolDriver.contracts()), "ada", TestPhoto.of(0));

        // When
        enrol(started(EnrolDriver.contracts()), "ada", TestPhoto.of(80));

        // Then
        assertThat(lastForwarded()).isInstanceOfSatisfying(DeadLetter.class, letter -> assertThat(letter.getReason())
                .isEqualTo(Reason.SUBJECT_MISMATCH));
    }

    @Test
    void shouldRejectAnotherFaceWhenAllTemplatesAreOfARetiredModel() {
        // Given
        List<Embedder> both = EnrolDriver.contracts();
        enrol(started(both.subList(0, 1)), "ada", TestPhoto.of(0));

        // When
        enrol(started(both.subList(1, 2)), "ada", TestPhoto.of(80));

        // Then
        assertThat(lastForwarded()).isInstanceOfSatisfying(DeadLetter.class, letter -> assertThat(letter.getReason())
                .isEqualTo(Reason.SUBJECT_MISMATCH));
    }

    @Test
    void shouldAcceptEarlierPhotographWhenAllTemplatesAreOfARetiredModel() {
        // Given
        List<Embedder> both = EnrolDriver.contracts();
        enrol(started(both.subList(0, 1)), "ada", TestPhoto.of(0));
        context.resetForwards();

        // When
        enrol(started(both.subList(1, 2)), "ada", TestPhoto.of(0));

        // Then
        assertThat(context.forwarded())
                .extracting(forward -> (GalleryEntry) forward.record().value())
                .extracting(GalleryEntry::getContract)
                .containsExactly(EnrolDriver.LARGE, EnrolDriver.SMALL);
    }

    @Test
    void shouldRemoveErasedSubjectFromSimilarOnesWhenTaskStarts() {
        // Given
        enrol(started(EnrolDriver.contracts()), "ada", TestPhoto.of(0));
        EnrolProcessor processor = started(EnrolDriver.contracts());
        processor.process(new Record<>(
                "twin",
                EnrolDriver.photo("twin", TestPhoto.of(1))
                        .setAllowConflict(true)
                        .build(),
                EnrolDriver.NOON.toEpochMilli()));

        // When
        started(EnrolDriver.contracts()).process(new Record<>("ada", null, EnrolDriver.NOON.toEpochMilli()));

        // Then
        assertThat(lastForwarded()).isInstanceOfSatisfying(GalleryEntry.class, entry -> {
            assertThat(entry.getSubject()).isEqualTo("twin");
            assertThat(entry.getSimilarSubjects()).isEmpty();
        });
    }

    @Test
    void shouldFillNewContractWhenModelWasAddedAndPhotographIsRepeated() {
        // Given
        List<Embedder> both = EnrolDriver.contracts();
        enrol(started(both.subList(0, 1)), "ada", TestPhoto.of(0));
        context.resetForwards();

        // When
        enrol(started(both), "ada", TestPhoto.of(0));

        // Then
        assertThat(context.forwarded())
                .extracting(forward -> (GalleryEntry) forward.record().value())
                .extracting(
                        GalleryEntry::getContract, entry -> entry.getTemplates().size())
                .containsExactly(tuple(EnrolDriver.LARGE, 1), tuple(EnrolDriver.SMALL, 1));
    }

    @Test
    void shouldEraseRetiredContractsWhenSubjectHasThem() {
        // Given
        List<Embedder> both = EnrolDriver.contracts();
        enrol(started(both), "ada", TestPhoto.of(0));
        context.resetForwards();

        // When
        started(both.subList(0, 1)).process(new Record<>("ada", null, EnrolDriver.NOON.toEpochMilli()));

        // Then
        assertThat(context.forwarded())
                .extracting(forward -> String.valueOf(forward.record().key()))
                .containsExactly("ada|" + EnrolDriver.LARGE, "ada|" + EnrolDriver.SMALL);
        try (var remaining = store.all()) {
            assertThat(remaining).isExhausted();
        }
    }

    private EnrolProcessor started(List<Embedder> embedders) {
        EnrolSettings settings = EnrolDriver.SETTINGS;
        PhotoEnrolment photoEnrolment =
                new PhotoEnrolment(new PhotoFaceFinder(models.pipeline(), settings), embedders, settings);
        EnrolProcessor processor = new EnrolProcessor(
                photoEnrolment,
                embedders.stream().map(embedder -> embedder.contract().id()).toList(),
                settings,
                EnrolObserver.NONE);
        processor.init(context);
        return processor;
    }

    private static void enrol(EnrolProcessor processor, String subject, TestPhoto photo) {
        processor.process(
                new Record<>(subject, EnrolDriver.photo(subject, photo).build(), EnrolDriver.NOON.toEpochMilli()));
    }

    private SpecificRecord lastForwarded() {
        List<CapturedForward<? extends String, ? extends SpecificRecord>> all = context.forwarded();
        return all.get(all.size() - 1).record().value();
    }
}
