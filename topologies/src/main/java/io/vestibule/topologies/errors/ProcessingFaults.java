package io.vestibule.topologies.errors;

import io.vestibule.models.ModelException;
import io.vestibule.schemas.Reason;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exception of a processor: a fault of Kafka or of the disk stops the application; anything else is taken for the
 * record's fault and becomes a dead letter. Made by Kafka Streams, from its configuration.
 */
public final class ProcessingFaults implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessingFaults.class);

    private FaultLetter letter = new FaultLetter("", "");

    @Override
    public void configure(Map<String, ?> settings) {
        letter = FaultLetter.configured(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
        // A punctuator has no record: there is nothing to set aside, and skipping its work unseen would be a loss.
        boolean platform = fault instanceof KafkaException || fault instanceof UncheckedIOException;
        if (platform || context.topic() == null) {
            return Response.fail();
        }
        LOG.atError()
                .addKeyValue("topicName", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("node", context.processorNodeId())
                .setCause(fault)
                .log("a record could not be processed");
        return Response.resume(letter.write(context, -1, new Rejection(Reason.PROCESSING_FAILED, cause(fault))));
    }

    /** Models word their faults without content; of other exceptions only the kind is told, since they may quote the record. */
    private static String cause(Exception fault) {
        return fault instanceof ModelException
                ? fault.getMessage()
                : fault.getClass().getSimpleName();
    }
}
