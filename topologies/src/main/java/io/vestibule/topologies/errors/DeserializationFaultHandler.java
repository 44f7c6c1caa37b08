package io.vestibule.topologies.errors;

import io.vestibule.schemas.Reason;
import io.vestibule.schemas.serdes.AvroDecodingException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * A record that cannot be read becomes a dead letter; the stream goes on. Trouble of another kind, such as a JVM that may not
 * load our classes, would make a dead letter of every record, and stops the application. Made by Kafka Streams, from its
 * configuration.
 */
public final class DeserializationFaultHandler implements DeserializationExceptionHandler {

    private DeadLetterWriter letter = DeadLetterWriter.blank();

    @Override
    public void configure(Map<String, ?> settings) {
        letter = DeadLetterWriter.configured(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
        if (!(fault instanceof SerializationException)) {
            return Response.fail();
        }
        int size = record.value() == null ? 0 : record.value().length;
        return Response.resume(letter.write(context, size, rejection(fault)));
    }

    private static Rejection rejection(Exception fault) {
        return fault instanceof AvroDecodingException schema
                ? new Rejection(schema.reason(), schema.getMessage())
                : new Rejection(Reason.CORRUPT_VALUE, fault.getClass().getSimpleName());
    }
}
