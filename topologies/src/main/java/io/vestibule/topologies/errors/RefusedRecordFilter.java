package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes records to a processor, except those in {@link RefusedResults}. They become dead letters with the reason
 * RESULT_REFUSED.
 *
 * @param <V> type of the processor's input
 */
public final class RefusedRecordFilter<V> implements Processor<String, V, String, SpecificRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRecordFilter.class);

    private final String node;
    private final Processor<String, V, String, SpecificRecord> processor;
    private ProcessorContext<String, SpecificRecord> context;
    private RefusedResults refused;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before any other method
    private RefusedRecordFilter(String node, Processor<String, V, String, SpecificRecord> processor) {
        this.node = node;
        this.processor = processor;
    }

    /**
     * A supplier of filtered processors.
     *
     * @param node name of the processor's node, which must have the sink of dead letters
     */
    public static <V> ProcessorSupplier<String, V, String, SpecificRecord> around(
            String node, ProcessorSupplier<String, V, String, SpecificRecord> processors) {
        return () -> new RefusedRecordFilter<>(node, processors.get());
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        refused = RefusedResults.in(context.appConfigs());
        processor.init(context);
    }

    @Override
    public void process(Record<String, V> record) {
        RecordMetadata metadata = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("no current record; filter records of a source only"));
        InputPosition position = InputPosition.of(metadata, record.timestamp());
        Optional<InputPosition> entry = refused.find(position);
        ResultOrigins.during(
                position, entry.isEmpty() ? () -> processor.process(record) : () -> refuse(record, entry.get()));
    }

    private void refuse(Record<String, V> record, InputPosition entry) {
        if (refused.isUnreportable(entry)) {
            LOG.atError()
                    .addKeyValue("partition", entry.partition())
                    .addKeyValue("offset", entry.offset())
                    .log("a record and its dead letter cannot be written, so it is skipped; check max.message.bytes of "
                            + "the topics");
            return;
        }
        Rejection rejection = new Rejection(Reason.RESULT_REFUSED, "a result of the record was refused by Kafka");
        DeadLetters.send(context, node, rejection, record);
    }

    @Override
    public void close() {
        processor.close();
    }
}
