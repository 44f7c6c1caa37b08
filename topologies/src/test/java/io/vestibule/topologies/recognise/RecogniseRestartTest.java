package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.RecogniseDriver.CAMERA;
import static io.vestibule.topologies.recognise.RecogniseDriver.EMBEDDERS;
import static io.vestibule.topologies.recognise.RecogniseDriver.ROUTES;
import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.state.CoolDownState;
import io.vestibule.schemas.state.VisitState;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store holds all state of a camera, so an instance that takes over the store continues the visits. */
class RecogniseRestartTest {

    private static final String VISIT = CAMERA + "|t@0";

    @TempDir
    private Path folder;

    private final Topics topics = Topics.defaults();
    private RecogniseDriver world;
    private MockProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, VisitState> visits;

    @BeforeEach
    void open() {
        world = new RecogniseDriver(folder.resolve("world"));
        world.enrol("ada", ALPHA, ADA);
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of("recognise", topics));
        context = new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
        context.setCurrentSystemTimeMs(0);
        visits = addStore(RecogniseTopology.VISITS, VisitState.class);
        addStore(RecogniseTopology.COOL_DOWNS, CoolDownState.class);
    }

    private <V extends SpecificRecord> KeyValueStore<String, V> addStore(String name, Class<V> type) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), AvroSerde.of(type))
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void shouldSendNoEventTwiceWhenAnotherInstanceTakesOver() {
        // Given
        see(processor(), 0, 5);
        List<IdentityEvent> before = events();

        // When
        RecogniseProcessor second = processor();
        see(second, 5, 8);
        tick(second, 30);

        // Then
        assertThat(before).extracting(IdentityEvent::getKind).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
        assertThat(events()).extracting(IdentityEvent::getId).containsExactly("t@0/DEPARTED/2");
    }

    @Test
    void shouldEndVisitsOfSilentCamerasOfAnotherInstance() {
        // Given
        see(processor(), 0, 2);
        events();
        processor();

        // When
        long later = context.currentSystemTimeMs() + 60_000;
        context.scheduledPunctuators()
                .get(context.scheduledPunctuators().size() - 1)
                .getPunctuator()
                .punctuate(later);

        // Then
        assertThat(events()).extracting(IdentityEvent::getKind).containsExactly(EventKind.DEPARTED);
    }

    @Test
    void shouldSendTheSameEventsAgainWhenTheTaskIsRevivedFromItsLastCommit() {
        // Given
        RecogniseProcessor processor = processor();
        see(processor, 0, 2);
        VisitState committed = visits.get(VISIT);
        events();
        see(processor, 2, 5);
        List<IdentityEvent> lost = events();

        // When
        visits.put(VISIT, committed);
        processor.init(context);
        see(processor, 2, 5);

        // Then
        assertThat(events()).isEqualTo(lost).isNotEmpty();
    }

    private RecogniseProcessor processor() {
        RecogniseSettings settings = RecogniseSettings.defaults().replaying();
        Router router = new Router(EMBEDDERS, ROUTES, CameraGroups.NONE, () -> 0);
        DecisionThresholds thresholds = new DecisionThresholds(EMBEDDERS, settings);
        RecogniseProcessor processor = new RecogniseProcessor(
                new FaceMatcher(router, thresholds, world.gallery, settings.judging()),
                new VoteCounter(thresholds, settings),
                RecogniseTopology.enrolledSubjects(world.gallery),
                settings,
                RecogniseObserver.NONE);
        processor.init(context);
        return processor;
    }

    private void see(RecogniseProcessor processor, int frame, int end) {
        for (int i = frame; i < end; i++) {
            process(processor, world.face(i, "t", ADA).build(), i);
        }
    }

    private void tick(RecogniseProcessor processor, int frame) {
        process(processor, new CameraTick(CAMERA, RecogniseDriver.at(frame)), frame);
    }

    private void process(RecogniseProcessor processor, SpecificRecord value, int frame) {
        context.setRecordMetadata(topics.faces().name(), 0, 0);
        context.setCurrentSystemTimeMs(RecogniseDriver.at(frame).toEpochMilli());
        processor.process(new Record<>(CAMERA, value, RecogniseDriver.at(frame).toEpochMilli()));
    }

    private List<IdentityEvent> events() {
        List<IdentityEvent> events = context.forwarded(RecogniseTopology.IDENTITIES).stream()
                .map(forward -> (IdentityEvent) forward.record().value())
                .toList();
        context.resetForwards();
        return events;
    }
}
