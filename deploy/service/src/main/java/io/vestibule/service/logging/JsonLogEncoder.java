package io.vestibule.service.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JSON object per line, for log collectors: {@code time} (UTC), {@code level}, {@code logger}, {@code thread}, {@code
 * message}, the keys of the event, and {@code failure} with a {@linkplain RedactedStackTrace redacted} stack trace. Logback
 * creates the encoder from its configuration.
 */
public final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final RedactedStackTrace stackTrace = new RedactedStackTrace();

    @Override
    public void start() {
        stackTrace.setContext(getContext());
        stackTrace.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", String.valueOf(event.getInstant()));
        fields.put("level", String.valueOf(event.getLevel()));
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        fields.put("message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> fields.putIfAbsent(pair.key, String.valueOf(pair.value)));
        }
        if (event.getThrowableProxy() != null) {
            fields.put("failure", stackTrace.convert(event));
        }
        try {
            return (MAPPER.writeValueAsString(fields) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can be written as JSON", impossible);
        }
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
