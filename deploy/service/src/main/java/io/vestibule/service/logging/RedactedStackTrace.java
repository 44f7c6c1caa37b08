package io.vestibule.service.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;

/** A stack trace with the messages that {@link MessageRedaction} permits. Logback creates it from its configuration. */
public final class RedactedStackTrace extends ThrowableProxyConverter {
    /**
     * Kafka Streams handles them itself: it takes the task again, from the last commit. A stack trace would look like a fault.
     */
    private static final Set<String> HANDLED =
            Set.of(TaskMigratedException.class.getName(), TaskCorruptedException.class.getName());

    @Override
    protected String throwableProxyToString(IThrowableProxy failure) {
        if (HANDLED.contains(failure.getClassName())) {
            return "";
        }
        return super.throwableProxyToString(new Redacted(failure));
    }

    private record Redacted(IThrowableProxy original) implements IThrowableProxy {
        private static final String REPLACEMENT = "(message redacted)";

        @Override
        public String getMessage() {
            return original instanceof ThrowableProxy live
                    ? MessageRedaction.permitted(live.getThrowable()).orElse(REPLACEMENT)
                    : REPLACEMENT;
        }

        @Override
        public String getClassName() {
            return original.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return original.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return original.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return original.getCause() == null ? null : new Redacted(original.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(original.getSuppressed()).map(Redacted::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return original.isCyclic();
        }
    }
}
