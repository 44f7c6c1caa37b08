package io.vestibule.topologies.errors;

import io.vestibule.models.ClosedModelException;
import io.vestibule.models.ModelException;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.serdes.AvroDecodingException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles an exception of a processor.
 *
 * <p>A fault of Kafka, of the disk or of a closed model stops the application. Any other exception counts as a fault of the
 * record and becomes a dead letter. So does a state that is too large for its changelog. A model that fails for many records in a row is itself at fault. The application then
 * stops before the whole stream becomes dead letters. Kafka Streams creates the handler from its configuration.
 */
public final class ProcessingFaultHandler implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessingFaultHandler.class);

    /** Number of model faults at consecutive records of a partition from which on the model is considered broken. */
    static final int MAX_CONSECUTIVE_FAULTS = 20;

    /** Largest offset step between consecutive records: the marker of a transaction may lie between them. */
    private static final long MAX_OFFSET_STEP = 2;

    private final Map<String, Run> runs = new HashMap<>();
    private DeadLetterWriter letters = DeadLetterWriter.unconfigured();

    @Override
    public void configure(Map<String, ?> settings) {
        letters = DeadLetterWriter.of(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception fault) {
        if (fault instanceof ResultTooLargeException && context.topic() == null) {
            // A state that a punctuator writes. It would be too large again after each start.
            logFault("a state is too large and is not written; report this fault", context, fault);
            return Response.resume();
        }
        // A punctuator has no record for a dead letter, and its work must not be skipped silently.
        if (isPlatformFault(fault)
                || context.topic() == null
                || countConsecutiveModelFaults(fault, context) >= MAX_CONSECUTIVE_FAULTS) {
            return Response.fail();
        }
        logFault("a record could not be processed and becomes a dead letter", context, fault);
        return Response.resume(letters.write(context, -1, rejection(fault)));
    }

    /** Logs neither message nor cause of the fault, because they may quote the record. */
    private static void logFault(String message, ErrorHandlerContext context, Exception fault) {
        LOG.atError()
                .addKeyValue("topicName", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("node", context.processorNodeId())
                .addKeyValue("fault", fault.getClass().getName())
                .addKeyValue("at", place(fault))
                .log(message);
    }

    private static boolean isPlatformFault(Exception fault) {
        return (fault instanceof KafkaException && !isUnwritable(fault))
                || fault instanceof UncheckedIOException
                || fault instanceof ClosedModelException;
    }

    /** Whether a state cannot be written. State that cannot be read is a fault of the store. */
    private static boolean isUnwritable(Exception fault) {
        return fault instanceof SerializationException && !(fault instanceof AvroDecodingException);
    }

    /**
     * Counts a fault of a model and returns the number of such faults at consecutive records of the partition. Returns 0 for
     * other faults, because a single faulty device may cause many of them.
     */
    private synchronized int countConsecutiveModelFaults(Exception fault, ErrorHandlerContext context) {
        if (!(fault instanceof ModelException)) {
            return 0;
        }
        Run run = runs.merge(
                context.topic() + "-" + context.partition(),
                new Run(context.offset(), 1),
                (before, now) -> before.isFollowedBy(now) ? new Run(now.offset(), before.length() + 1) : now);
        return run.length();
    }

    /** Faults at consecutive records, the last of them at the offset. */
    private record Run(long offset, int length) {

        boolean isFollowedBy(Run now) {
            long step = now.offset - offset;
            return step > 0 && step <= MAX_OFFSET_STEP; // a record that is read again does not count
        }
    }

    /** The first stack frame in our own code; if there is none, the first stack frame. */
    private static String place(Exception fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return Arrays.stream(frames)
                .filter(frame -> frame.getClassName().startsWith("io.vestibule."))
                .findFirst()
                .or(() -> Arrays.stream(frames).findFirst())
                .map(StackTraceElement::toString)
                .orElse("unknown");
    }

    /** Messages of models contain no content. For other exceptions only the type is used, because they may quote the record. */
    private static Rejection rejection(Exception fault) {
        if (fault instanceof ResultTooLargeException) {
            return new Rejection(Reason.RESULT_REFUSED, String.valueOf(fault.getMessage()));
        }
        return new Rejection(
                Reason.PROCESSING_FAILED,
                fault instanceof ModelException
                        ? String.valueOf(fault.getMessage())
                        : fault.getClass().getSimpleName());
    }
}
