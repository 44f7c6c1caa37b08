package io.vestibule.service.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stack trace with those words only that {@link MessageRedaction} lets pass. Made by Logback, from its configuration. */
public final class RedactedStackTrace extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy failure) {
        return super.throwableProxyToString(new Discreet(failure));
    }

    private record Discreet(IThrowableProxy told) implements IThrowableProxy {
        @Override
        public String getMessage() {
            return told instanceof ThrowableProxy live
                    ? MessageRedaction.words(live.getThrowable()).orElse("(words left out)")
                    : "(words left out)";
        }

        @Override
        public String getClassName() {
            return told.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return told.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return told.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return told.getCause() == null ? null : new Discreet(told.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Arrays.stream(told.getSuppressed()).map(Discreet::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return told.isCyclic();
        }
    }
}
