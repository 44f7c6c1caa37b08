package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * A result that its topic does not take becomes a dead letter of the record that it came from; any other trouble of the
 * producer is the broker's and stops the application. Made by Kafka Streams, from its configuration.
 */
public final class ProductionFaults implements ProductionExceptionHandler {

    private FaultLetter letter = new FaultLetter("", "");

    @Override
    public void configure(Map<String, ?> settings) {
        letter = FaultLetter.configured(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> result, Exception fault) {
        if (fault instanceof RecordTooLargeException) {
            return Response.resume(letter.write(
                    context,
                    -1,
                    new Rejection(Reason.RECORD_TOO_LARGE, "a result is too large for " + result.topic())));
        }
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
