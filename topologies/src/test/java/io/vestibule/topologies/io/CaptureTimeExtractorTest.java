package io.vestibule.topologies.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTimeExtractorTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final long RECORDED = NOON.toEpochMilli();

    private final CaptureTimeExtractor<CameraStatus> extractor =
            new CaptureTimeExtractor<>(CameraStatus::getAt, Duration.ofDays(1), () -> NOON);

    @Test
    void shouldUseCaptureTimeWhenItIsPlausible() {
        // When
        long extracted = extracted(NOON.minusSeconds(3600), RECORDED);

        // Then
        assertThat(extracted).isEqualTo(RECORDED - 3_600_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1970-01-21T12:00:00Z", "1999-12-31T23:59:59Z"})
    void shouldUseRecordTimeWhenCaptureTimeIsAWrongUnit(Instant captured) {
        // When
        long extracted = extracted(captured, RECORDED - 5);

        // Then
        assertThat(extracted).isEqualTo(RECORDED - 5);
    }

    @Test
    void shouldUseRecordTimeWhenCaptureTimeIsOlderThanAllowed() {
        // When
        long extracted = extracted(NOON.minus(Duration.ofDays(1)).minusMillis(1), RECORDED);

        // Then
        assertThat(extracted).isEqualTo(RECORDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-04T12:00:00.001Z", "2026-05-04T13:00:00Z", "9999-01-01T00:00:00Z"})
    void shouldNotExceedWallClockWhenCaptureTimeAndRecordTimeDo(Instant captured) {
        // When
        long extracted = extracted(captured, captured.toEpochMilli());

        // Then
        assertThat(extracted).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void shouldUseWallClockWhenRecordHasNoTime() {
        // When
        long extracted = extractor.extract(record(null, -1), 0);

        // Then
        assertThat(extracted).isEqualTo(NOON.toEpochMilli());
    }

    private long extracted(Instant at, long recorded) {
        CameraStatus status = CameraStatus.newBuilder()
                .setCamera("north")
                .setState(CameraState.QUIET)
                .setSince(NOON)
                .setAt(at)
                .setReason("the picture has been still")
                .setFrames(1)
                .setEarlyExits(0)
                .setThreshold(0.15f)
                .build();
        return extractor.extract(record(status, recorded), 0);
    }

    private static ConsumerRecord<Object, Object> record(@Nullable Object value, long timestamp) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                "north",
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
