package io.vestibule.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitedAppenderTest {

    private static final String UNREADABLE = "task [0_1] Skipping record. topic=[{}] offset=[{}]";

    private final LoggerContext context = new LoggerContext();
    private final RateLimitedAppender limited = new RateLimitedAppender();
    private final ListAppender<ILoggingEvent> passed = new ListAppender<>();
    private long now = 1_777_896_000_000L;

    @BeforeEach
    void start() {
        passed.start();
        limited.setContext(context);
        limited.addAppender(passed);
        limited.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void shouldPassTheFirstMessagesOfAKindWhenThereAreMany() {
        // When
        for (int offset = 0; offset < 1_000; offset++) {
            log("kafka", Level.WARN, UNREADABLE, "faces", offset);
        }

        // Then
        assertThat(messages())
                .hasSize(MessageLimiter.PER_KIND)
                .last()
                .asString()
                .contains("offset=[4]");
    }

    @Test
    void shouldCountTasksAndOffsetsInTheTextAsOneKind() {
        // When
        for (int task = 0; task < 100; task++) {
            log("kafka", Level.WARN, "task [0_" + task + "] Skipping record");
        }

        // Then
        assertThat(messages()).hasSize(MessageLimiter.PER_KIND);
    }

    @Test
    void shouldReportTheNumberOfSuppressedMessagesWhenTheMinuteIsOver() {
        // Given
        for (int offset = 0; offset < 20; offset++) {
            log("kafka", Level.WARN, UNREADABLE, "faces", offset);
        }
        passed.list.clear();

        // When
        now += 60_000;
        log("kafka", Level.WARN, UNREADABLE, "faces", 20);

        // Then
        assertThat(messages())
                .containsExactly(
                        "15 more messages of this kind were suppressed: task [#_#] Skipping record. topic=[{}] offset=[{}]",
                        "task [0_1] Skipping record. topic=[faces] offset=[20]");
        assertThat(passed.list.get(0).getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void shouldPassOtherKindsWhenOneIsLimited() {
        // Given
        for (int i = 0; i < 100; i++) {
            log("kafka", Level.WARN, UNREADABLE, "faces", i);
        }
        passed.list.clear();

        // When
        log("kafka", Level.ERROR, "the disk is full");

        // Then
        assertThat(messages()).containsExactly("the disk is full");
    }

    @Test
    void shouldPassOtherKindsWhenMessagesBeginWithTheSameLongId() {
        // Given
        String client = "[Consumer clientId=vestibule-recognise-" + "ab".repeat(60) + "] ";
        for (int i = 0; i < 100; i++) {
            log("kafka", Level.WARN, client + "the coordinator is not available");
        }
        passed.list.clear();

        // When
        log("kafka", Level.WARN, client + "the offset is out of range");

        // Then
        assertThat(messages()).containsExactly(client + "the offset is out of range");
    }

    @Test
    void shouldLimitALoggerWhenEachMessageIsOfItsOwnKind() {
        // When
        for (int i = 0; i < 10_000; i++) {
            log("kafka", Level.WARN, "text " + Integer.toString(i, 36).replaceAll("[0-9]", "z") + i % 7);
        }

        // Then
        assertThat(messages()).hasSize(MessageLimiter.PER_LOGGER);
    }

    @Test
    void shouldReportWhatWasSuppressedWhenTheProcessEnds() {
        // Given
        for (int i = 0; i < 7; i++) {
            log("kafka", Level.WARN, "again");
        }
        passed.list.clear();

        // When
        limited.stop();

        // Then
        assertThat(messages()).containsExactly("2 more messages of this kind were suppressed: again");
    }

    @Test
    void shouldNotLimitDebugMessages() {
        // When
        for (int i = 0; i < 100; i++) {
            log("kafka", Level.DEBUG, "again");
        }

        // Then
        assertThat(messages()).hasSize(100);
    }

    private void log(String logger, Level level, String message, Object... arguments) {
        Logger source = context.getLogger(logger);
        LoggingEvent event = new LoggingEvent("test", source, level, message, null, arguments);
        event.setTimeStamp(now);
        limited.doAppend(event);
    }

    private List<String> messages() {
        return passed.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
