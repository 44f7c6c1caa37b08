package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;
import io.vestibule.schemas.serdes.AvroDecodingException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Turns a record that cannot be deserialized into a dead letter, and continues the stream.
 *
 * <p>Any other exception stops the application. An example is a JVM that may not load our classes: it would turn every record
 * into a dead letter. Kafka Streams creates the handler from its configuration.
 */
public final class DeserializationFaultHandler implements DeserializationExceptionHandler {

    private DeadLetterWriter letters = DeadLetterWriter.unconfigured();

    @Override
    public void configure(Map<String, ?> settings) {
        letters = DeadLetterWriter.of(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
        if (!(fault instanceof SerializationException)) {
            return Response.fail();
        }
        int size = record.value() == null ? 0 : record.value().length;
        return Response.resume(letters.write(context, size, rejection(fault)));
    }

    private static Rejection rejection(Exception fault) {
        return fault instanceof AvroDecodingException undecodable
                ? new Rejection(undecodable.reason(), String.valueOf(undecodable.getMessage()))
                : new Rejection(Reason.CORRUPT_VALUE, fault.getClass().getSimpleName());
    }
}
