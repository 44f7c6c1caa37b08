package io.vestibule.topologies.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vestibule.models.ClosedModelException;
import io.vestibule.models.ModelException;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultHandlersTest {

    private static final Topics TOPICS = Topics.defaults();

    @TempDir
    private Path folder;

    @Test
    void shouldSendDeadLetterAndContinueWhenModelFails() {
        // Given
        try (TopologyTestDriver driver = failing(new ModelException("mobilefacenet", "run", "no such input"))) {
            // When
            List<String> processed = feed(driver, "a", "bad", "b");

            // Then
            assertThat(processed).containsExactly("a", "b");
            DeadLetter letter = letters(driver).get(0);
            assertThat(letter.getReason()).isEqualTo(Reason.PROCESSING_FAILED);
            assertThat(letter.getCause()).isEqualTo("mobilefacenet: run: no such input");
            assertThat(letter.getStage()).isEqualTo("vestibule-test/work");
            assertThat(letter.getTopic()).isEqualTo("in");
            assertThat(letter.getOffset()).isEqualTo(1);
        }
    }

    @Test
    void shouldNotQuoteRecordWhenExceptionQuotesIt() {
        // Given
        try (TopologyTestDriver driver = failing(new IllegalStateException("subject jane.doe"))) {
            // When
            feed(driver, "bad");

            // Then
            assertThat(letters(driver)).extracting(DeadLetter::getCause).containsExactly("IllegalStateException");
        }
    }

    @Test
    void shouldStopWhenDiskFails() {
        assertStopsAt(new UncheckedIOException(new IOException("disk full")));
    }

    @Test
    void shouldStopWhenBrokerFails() {
        assertStopsAt(new TimeoutException("no leader"));
    }

    @Test
    void shouldStopWhenModelIsClosed() {
        assertStopsAt(new ClosedModelException("rfb-stem"));
    }

    @Test
    void shouldStopWhenModelFailsForManyConsecutiveRecords() {
        // When
        // Given
        TopologyTestDriver driver = failing(new ModelException("rfb-stem", "run", "out of memory"));
        for (int i = 1; i < ProcessingFaultHandler.MAX_CONSECUTIVE_FAULTS; i++) {
            feed(driver, "bad");
        }

        // Then
        assertThat(catchThrowable(() -> feed(driver, "bad"))).isInstanceOf(StreamsException.class);
        assertThat(letters(driver)).hasSize(ProcessingFaultHandler.MAX_CONSECUTIVE_FAULTS - 1);
        driver.close();
    }

    @Test
    void shouldContinueWhenModelFailsOccasionally() {
        // Given
        try (TopologyTestDriver driver = failing(new ModelException("rfb-stem", "run", "no such input"))) {
            // When
            for (int i = 0; i < 2 * ProcessingFaultHandler.MAX_CONSECUTIVE_FAULTS; i++) {
                feed(driver, "bad", "good", "good");
            }

            // Then
            assertThat(letters(driver)).hasSize(2 * ProcessingFaultHandler.MAX_CONSECUTIVE_FAULTS);
        }
    }

    @Test
    void shouldContinueWhenOtherFaultsRepeat() {
        // Given
        try (TopologyTestDriver driver = failing(new IllegalStateException())) {
            // When
            for (int i = 0; i < 2 * ProcessingFaultHandler.MAX_CONSECUTIVE_FAULTS; i++) {
                feed(driver, "bad");
            }

            // Then
            assertThat(letters(driver)).hasSize(2 * ProcessingFaultHandler.MAX_CONSECUTIVE_FAULTS);
        }
    }

    @Test
    void shouldStopWhenErrorIsThrown() {
        // Given
        TopologyTestDriver driver = driver(value -> {
            throw new StackOverflowError();
        });

        // When
        Throwable thrown = catchThrowable(() -> feed(driver, "bad"));

        // Then
        assertThat(thrown).isInstanceOf(StackOverflowError.class);
        driver.close();
    }

    @Test
    void shouldSendDeadLetterWhenBytesCannotBeRead() {
        // Given
        DeserializationFaultHandler handler = deserialization();

        // When
        var response = handler.handleError(origin(), unreadable(), new SerializationException("too short"));

        // Then
        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
        assertThat(read(response.deadLetterQueueRecords().get(0)).getReason()).isEqualTo(Reason.CORRUPT_VALUE);
    }

    @Test
    void shouldStopWhenJvmForbidsToReadBytes() {
        // Given
        DeserializationFaultHandler handler = deserialization();

        // When
        var response = handler.handleError(origin(), unreadable(), new SecurityException("forbidden class"));

        // Then
        assertThat(response.result()).isEqualTo(DeserializationExceptionHandler.Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void shouldNotCopyKeyBecauseItsSenderControlsIt() {
        // Given
        TopologyTestDriver driver = failing(new IllegalStateException());

        // When
        driver.createInputTopic("in", new StringSerializer(), new StringSerializer())
                .pipeInput("jane.doe", "bad", Instant.EPOCH);

        // Then
        assertThat(driver.createOutputTopic(
                                TOPICS.deadLetters().name(),
                                TOPICS.deadLetters().key().deserializer(),
                                TOPICS.deadLetters().value().deserializer())
                        .readKeyValue()
                        .key)
                .isNull();
        driver.close();
    }

    @Test
    void shouldStopAndRememberRecordWhenKafkaRefusesItsResult() {
        // Given
        Map<String, Object> settings = StreamsSettings.of("vestibule-test", TOPICS);
        ProductionFaultHandler handler = new ProductionFaultHandler();
        handler.configure(settings);
        ProducerRecord<byte[], byte[]> result = result();
        InputPosition input = new InputPosition("in", 0, 7, 1);
        ResultOrigins.during(input, () -> ResultOrigins.remember(result.value()));

        // When
        var response = handler.handleError(origin(), result, new RecordTooLargeException("9 MB"));

        // Then
        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(RefusedResults.in(settings).find(input)).isPresent();
    }

    @Test
    void shouldWaitForTheInvalidRecordWhenAnotherRecordOfItsBatchFails() {
        // Given
        KafkaException other = new KafkaException(
                "Failed to append record because it was part of a batch which had one more more invalid records");

        // When
        var response = production().handleError(origin(), result(), other);

        // Then
        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void shouldSendDeadLetterWhenResultIsTooLarge() {
        // When
        var response = production()
                .handleSerializationError(
                        origin(),
                        result(),
                        new ResultTooLargeException("out", 2_000_000, 1_000_000),
                        SerializationExceptionOrigin.VALUE);

        // Then
        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(read(response.deadLetterQueueRecords().get(0)).getReason()).isEqualTo(Reason.RESULT_REFUSED);
    }

    @Test
    void shouldSendDeadLetterWhenStateIsTooLarge() {
        // Given
        try (TopologyTestDriver driver = failing(new ResultTooLargeException("changelog", 2_000_000, 1_000_000))) {
            // When
            List<String> processed = feed(driver, "bad", "a");

            // Then
            assertThat(processed).containsExactly("a");
            assertThat(letters(driver)).extracting(DeadLetter::getReason).containsExactly(Reason.RESULT_REFUSED);
        }
    }

    @Test
    void shouldDateLetterByWallClockWhenRecordIsFromTheFutureOrHasNoTime() {
        // Given
        Instant start = Instant.now();
        ProductionFaultHandler handler = production();

        // When
        List<DeadLetter> letters = Stream.of(-1L, 0L, Long.MAX_VALUE / 1_000_000)
                .map(time -> handler.handleSerializationError(
                        new Origin(time), result(), new IllegalStateException(), SerializationExceptionOrigin.VALUE))
                .map(response -> read(response.deadLetterQueueRecords().get(0)))
                .toList();

        // Then
        assertThat(letters).extracting(DeadLetter::getRecordedAt).allSatisfy(time -> assertThat(time)
                .isBetween(start.minusMillis(1), Instant.now()));
    }

    @Test
    void shouldStopWhenBrokerRefusesResult() {
        // When
        var response = production().handleError(origin(), result(), new TimeoutException("no leader"));

        // Then
        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void shouldSendDeadLetterWhenResultCannotBeSerialized() {
        // When
        var response = production()
                .handleSerializationError(
                        origin(), result(), new IllegalStateException(), SerializationExceptionOrigin.VALUE);

        // Then
        assertThat(response.result()).isEqualTo(ProductionExceptionHandler.Result.RESUME);
        assertThat(read(response.deadLetterQueueRecords().get(0)).getReason()).isEqualTo(Reason.PROCESSING_FAILED);
    }

    private void assertStopsAt(RuntimeException fault) {
        TopologyTestDriver driver = failing(fault);
        assertThat(catchThrowable(() -> feed(driver, "bad")))
                .isInstanceOf(StreamsException.class)
                .hasRootCause(rootOf(fault));
        driver.close();
    }

    @Test
    void shouldCallObserverWhenLetterIsSent() {
        // Given
        List<DeadLetter> observed = new ArrayList<>();
        try (TopologyTestDriver driver = failing(new IllegalStateException(), observed::add)) {
            // When
            feed(driver, "a", "bad", "b");

            // Then
            assertThat(observed).hasSize(1).isEqualTo(letters(driver));
        }
    }

    @Test
    void shouldContinueWhenObserverFails() {
        // Given
        DeadLetterObserver broken = letter -> {
            throw new IllegalArgumentException("no such metric");
        };
        try (TopologyTestDriver driver = failing(new IllegalStateException(), broken)) {
            // When
            List<String> processed = feed(driver, "bad", "a");

            // Then
            assertThat(processed).containsExactly("a");
            assertThat(letters(driver)).hasSize(1);
        }
    }

    private static Throwable rootOf(Throwable fault) {
        return fault.getCause() == null ? fault : rootOf(fault.getCause());
    }

    private interface FaultyStep {
        void run(String value);
    }

    private TopologyTestDriver failing(RuntimeException fault) {
        return failing(fault, DeadLetterObserver.NONE);
    }

    private TopologyTestDriver failing(RuntimeException fault, DeadLetterObserver observer) {
        return driver(
                value -> {
                    if (value.equals("bad")) {
                        throw fault;
                    }
                },
                observer);
    }

    private TopologyTestDriver driver(FaultyStep step) {
        return driver(step, DeadLetterObserver.NONE);
    }

    private TopologyTestDriver driver(FaultyStep step, DeadLetterObserver observer) {
        Topology topology = new Topology()
                .addSource("in-source", new StringDeserializer(), new StringDeserializer(), "in")
                .addProcessor(
                        "work",
                        () -> new ContextualProcessor<String, String, String, String>() {
                            @Override
                            public void process(Record<String, String> record) {
                                step.run(record.value());
                                context().forward(record);
                            }
                        },
                        "in-source")
                .addSink("out-sink", "out", new StringSerializer(), new StringSerializer(), "work");
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of("vestibule-test", TOPICS, observer));
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return new TopologyTestDriver(topology, properties);
    }

    private static List<String> feed(TopologyTestDriver driver, String... values) {
        var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
        for (String value : values) {
            in.pipeInput("key", value, Instant.EPOCH);
        }
        return driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                .readValuesToList();
    }

    private static List<DeadLetter> letters(TopologyTestDriver driver) {
        return driver.createOutputTopic(
                        TOPICS.deadLetters().name(),
                        TOPICS.deadLetters().key().deserializer(),
                        TOPICS.deadLetters().value().deserializer())
                .readValuesToList();
    }

    private static DeserializationFaultHandler deserialization() {
        DeserializationFaultHandler handler = new DeserializationFaultHandler();
        handler.configure(Map.copyOf(StreamsSettings.of("vestibule-test", TOPICS)));
        return handler;
    }

    private static ConsumerRecord<byte[], byte[]> unreadable() {
        return new ConsumerRecord<>("in", 0, 7, new byte[0], new byte[3]);
    }

    private static ProductionFaultHandler production() {
        ProductionFaultHandler handler = new ProductionFaultHandler();
        handler.configure(Map.copyOf(StreamsSettings.of("vestibule-test", TOPICS)));
        return handler;
    }

    private static ProducerRecord<byte[], byte[]> result() {
        return new ProducerRecord<>("out", new byte[0]);
    }

    private static DeadLetter read(ProducerRecord<byte[], byte[]> record) {
        return TOPICS.deadLetters().value().deserializer().deserialize(record.topic(), record.value());
    }

    private static ErrorHandlerContext origin() {
        return new Origin(0);
    }

    private record Origin(long timestamp) implements ErrorHandlerContext {

        @Override
        public String topic() {
            return "in";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public long offset() {
            return 7;
        }

        @Override
        public org.apache.kafka.common.header.Headers headers() {
            return new org.apache.kafka.common.header.internals.RecordHeaders();
        }

        @Override
        public String processorNodeId() {
            return "out-sink";
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 0);
        }

        @Override
        public byte[] sourceRawKey() {
            return Serdes.String().serializer().serialize("in", "key");
        }

        @Override
        public byte[] sourceRawValue() {
            return new byte[0];
        }
    }
}
