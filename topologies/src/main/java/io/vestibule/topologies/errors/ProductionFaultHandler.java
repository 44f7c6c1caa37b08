package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * A result that cannot be written becomes a dead letter of the record that it came from. Whatever the producer itself refuses
 * stops the application, a result that is too large included: the producer's transaction is then broken, and a letter in it
 * would be lost. The topologies see to it that none is: they send no headers, no key of others, and values of bounded
 * size. Made by Kafka Streams, from its configuration.
 */
public final class ProductionFaultHandler implements ProductionExceptionHandler {

    private DeadLetterWriter letter = DeadLetterWriter.blank();

    @Override
    public void configure(Map<String, ?> settings) {
        letter = DeadLetterWriter.configured(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> result, Exception fault) {
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by Kafka
    public Response handleSerializationError(
            ErrorHandlerContext context, ProducerRecord result, Exception fault, SerializationExceptionOrigin origin) {
        return Response.resume(letter.write(
                context,
                -1,
                new Rejection(Reason.PROCESSING_FAILED, "a result cannot be written to " + result.topic())));
    }
}
