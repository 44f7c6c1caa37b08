package io.vestibule.service.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.vestibule.service.cli.TerminalText;

/** The message on one line, with escapes for control characters. Logback creates it from its configuration. */
public final class EscapedMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return TerminalText.escaped(String.valueOf(event.getFormattedMessage()));
    }
}
