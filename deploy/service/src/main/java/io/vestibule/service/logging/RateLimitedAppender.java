package io.vestibule.service.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.util.Iterator;
import java.util.Objects;

/**
 * Passes messages to its appenders within the limits of {@link MessageLimiter}, and reports the number of suppressed messages
 * once a minute. Records from outside can cause any number of messages, and Kafka adds a stack trace to some of them. Debug
 * messages are not limited, because an operator has asked for them. Logback creates the appender from its configuration.
 */
public final class RateLimitedAppender extends AppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    private final AppenderAttachableImpl<ILoggingEvent> appenders = new AppenderAttachableImpl<>();
    private final MessageLimiter limiter = new MessageLimiter();

    @Override
    protected void append(ILoggingEvent event) {
        limiter.advanceTo(event.getTimeStamp()).forEach(this::report);
        if (event.getLevel().isGreaterOrEqual(Level.INFO)
                && !limiter.admit(
                        event.getLoggerName(),
                        event.getLevel().toInt(),
                        Objects.requireNonNullElse(event.getMessage(), ""))) {
            return;
        }
        appenders.appendLoopOnAppenders(event);
    }

    @Override
    public synchronized void stop() {
        limiter.clear().forEach(this::report);
        super.stop();
    }

    private void report(MessageLimiter.Suppressed suppressed) {
        MessageLimiter.Kind kind = suppressed.kind();
        appenders.appendLoopOnAppenders(new LoggingEvent(
                RateLimitedAppender.class.getName(),
                ((LoggerContext) getContext()).getLogger(kind.logger()),
                Level.toLevel(kind.level()),
                "{} more messages of this kind were suppressed: {}",
                null,
                new Object[] {suppressed.count(), kind.text()}));
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        appenders.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return appenders.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return appenders.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return appenders.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        appenders.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return appenders.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return appenders.detachAppender(name);
    }
}
