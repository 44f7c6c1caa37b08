package io.vestibule.topologies.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.Reason;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaptureTimeExtractorTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final long RECORDED = NOON.toEpochMilli();

    private final CaptureTimeExtractor<CameraStatus> extractor = new CaptureTimeExtractor<>(CameraStatus::getAt);

    @Test
    void shouldUseCaptureTimeWhenItIsPossible() {
        assertThat(extracted(NOON.minusSeconds(3600), RECORDED)).isEqualTo(RECORDED - 3_600_000);
        assertThat(extracted(NOON.plusSeconds(60), RECORDED)).isEqualTo(RECORDED + 60_000);
    }

    @Test
    void shouldUseRecordTimeWhenCaptureTimeIsImpossible() {
        assertThat(extracted(NOON.plusMillis(60_001), RECORDED)).isEqualTo(RECORDED);
        assertThat(extracted(Instant.parse("9999-01-01T00:00:00Z"), RECORDED)).isEqualTo(RECORDED);
        assertThat(extracted(Instant.EPOCH, RECORDED)).isEqualTo(RECORDED);
        assertThat(extracted(Instant.EPOCH.minusSeconds(1), RECORDED)).isEqualTo(RECORDED);
    }

    @Test
    void shouldReturnZeroWhenRecordHasNoTime() {
        assertThat(extracted(NOON, -1)).isZero();
        assertThat(extractor.extract(record(null, -1), 0)).isZero();
    }

    @Test
    void shouldRejectExactlyTheImpossibleTimes() {
        assertThat(rejected(NOON.plusSeconds(60))).isEmpty();
        assertThat(rejected(NOON.plusMillis(60_001))).contains(Reason.TIME_IN_FUTURE);
        assertThat(rejected(Instant.EPOCH)).contains(Reason.TIME_INVALID);
        assertThat(rejected(Instant.EPOCH.plusNanos(1000)))
                .as("a microsecond, which is less than a millisecond")
                .contains(Reason.TIME_INVALID);
    }

    private Optional<Reason> rejected(Instant at) {
        return CaptureTimeExtractor.check(at, extracted(at, RECORDED)).map(rejection -> rejection.reason());
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
