package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * Turns a result that cannot be serialized into a dead letter for the record behind it.
 *
 * <p>Any record that the producer itself refuses stops the application, including a result that is too large: the producer's
 * transaction is then broken, and a letter in it would be lost. The topologies prevent this. They forward no headers, no
 * unchecked keys, and only values of bounded size. Kafka Streams creates the handler from its configuration.
 */
public final class ProductionFaultHandler implements ProductionExceptionHandler {

    private DeadLetterWriter letters = DeadLetterWriter.unconfigured();

    @Override
    public void configure(Map<String, ?> settings) {
        letters = DeadLetterWriter.of(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> result, Exception fault) {
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by Kafka
    public Response handleSerializationError(
            ErrorHandlerContext context, ProducerRecord result, Exception fault, SerializationExceptionOrigin origin) {
        return Response.resume(letters.write(
                context,
                -1,
                new Rejection(
                        Reason.PROCESSING_FAILED, "a result for topic " + result.topic() + " cannot be serialized")));
    }
}
