package io.vestibule.topologies.errors;

import io.vestibule.models.ClosedModelException;
import io.vestibule.models.ModelException;
import io.vestibule.schemas.Reason;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exception of a processor. A fault of Kafka, of the disk or of a model that was closed stops the application. Anything
 * else is taken for the record's fault and becomes a dead letter; but a model that fails for record after record is itself at fault:
 * then the application stops, too, before the whole stream is set aside. Made by Kafka Streams, from its
 * configuration.
 */
public final class ProcessingFaultHandler implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessingFaultHandler.class);

    /** Faults of neighbouring records of one partition from which on it is not the records. */
    static final int LONGEST_RUN = 20;

    /** Between neighbours there may be the marker of a transaction. */
    private static final long NEIGHBOUR = 2;

    private final Map<String, Run> runs = new HashMap<>();
    private DeadLetterWriter letter = DeadLetterWriter.blank();

    @Override
    public void configure(Map<String, ?> settings) {
        letter = DeadLetterWriter.configured(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
        // A punctuator has no record: there is nothing to set aside, and skipping its work unseen would be a loss.
        if (isOfPlatform(fault) || context.topic() == null || isBroken(fault, context)) {
            return Response.fail();
        }
        // Neither message nor cause is logged: they may quote the record.
        LOG.atError()
                .addKeyValue("topicName", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("node", context.processorNodeId())
                .addKeyValue("fault", fault.getClass().getName())
                .addKeyValue("at", place(fault))
                .log("a record could not be processed");
        return Response.resume(letter.write(context, -1, new Rejection(Reason.PROCESSING_FAILED, cause(fault))));
    }

    private static boolean isOfPlatform(Exception fault) {
        return fault instanceof KafkaException
                || fault instanceof UncheckedIOException
                || fault instanceof ClosedModelException;
    }

    /** A model that fails for each of many records in a row. Other faults may well be of a single device that sends them all. */
    private synchronized boolean isBroken(Exception fault, ErrorHandlerContext context) {
        return fault instanceof ModelException
                && runs.merge(
                                        context.topic() + "-" + context.partition(),
                                        new Run(context.offset(), 1),
                                        (before, now) -> before.isFollowedBy(now)
                                                ? new Run(now.offset(), before.length() + 1)
                                                : now)
                                .length()
                        >= LONGEST_RUN;
    }

    /** Faults of one record after the other. */
    private record Run(long offset, int length) {

        boolean isFollowedBy(Run now) {
            long step = now.offset - offset;
            return step > 0 && step <= NEIGHBOUR; // a record that is read again is no other one
        }
    }

    /** Where in our code, or else where at all. */
    private static String place(Exception fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return Arrays.stream(frames)
                .filter(frame -> frame.getClassName().startsWith("io.vestibule."))
                .findFirst()
                .or(() -> Arrays.stream(frames).findFirst())
                .map(StackTraceElement::toString)
                .orElse("unknown");
    }

    /** Models word their faults without content; of other exceptions only the kind is told, since they may quote the record. */
    private static String cause(Exception fault) {
        return fault instanceof ModelException
                ? fault.getMessage()
                : fault.getClass().getSimpleName();
    }
}
