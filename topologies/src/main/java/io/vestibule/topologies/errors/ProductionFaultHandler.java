package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a result that cannot be serialized, or is too large, into a dead letter for the record behind it.
 *
 * <p>A result that the producer or the broker refuses aborts the transaction, and a letter in it would be lost. The stream
 * thread then stops. {@link RefusedResults} keeps the record behind the result, so that a new thread does not stop at it again.
 * Any other fault of a producer stops the application. Kafka Streams creates the handler from its configuration.
 */
public final class ProductionFaultHandler implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProductionFaultHandler.class);

    /** Start of the producer's message for the valid records of a batch in which another record is invalid. */
    private static final String OTHER_RECORD_IS_INVALID = "Failed to append record because it was part of a batch";

    private DeadLetterWriter letters = DeadLetterWriter.unconfigured();
    private RefusedResults refused = RefusedResults.inMemory();

    @Override
    public void configure(Map<String, ?> settings) {
        letters = DeadLetterWriter.of(settings);
        refused = RefusedResults.in(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> result, Exception fault) {
        if (isFaultOfOtherRecord(fault)) {
            // The handler is called for the invalid record of the batch as well, unless a call before it fails.
            return Response.resume();
        }
        if (RefusedResults.isRefusal(fault)) {
            ResultOrigins.of(result.value()).ifPresent(record -> add(record, result));
        }
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by Kafka
    public Response handleSerializationError(
            ErrorHandlerContext context, ProducerRecord result, Exception fault, SerializationExceptionOrigin origin) {
        if (context.topic() == null) {
            // A result of a punctuator belongs to no record. It would be refused again after each start.
            LOG.atError()
                    .addKeyValue("topicName", result.topic())
                    .addKeyValue("fault", fault.getClass().getName())
                    .log("a result cannot be serialized and is lost; report this fault");
            return Response.resume();
        }
        return Response.resume(letters.write(context, -1, rejection(result.topic(), fault)));
    }

    private void add(InputPosition record, ProducerRecord<byte[], byte[]> result) {
        if (result.topic().equals(letters.topic())) {
            refused.addUnreportable(record);
        } else {
            refused.add(record);
        }
    }

    private static boolean isFaultOfOtherRecord(Exception fault) {
        return fault.getClass() == KafkaException.class
                && String.valueOf(fault.getMessage()).startsWith(OTHER_RECORD_IS_INVALID);
    }

    private static Rejection rejection(String topic, Exception fault) {
        return fault instanceof ResultTooLargeException tooLarge
                ? new Rejection(Reason.RESULT_REFUSED, String.valueOf(tooLarge.getMessage()))
                : new Rejection(Reason.PROCESSING_FAILED, "a result for topic " + topic + " cannot be serialized");
    }
}
