package io.vestibule.service.publish;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames to their topic, and counts acknowledged ones. While the broker is away, it tries again for two minutes. Then sending
 * fails.
 */
final class FrameSender implements AutoCloseable {
    /** Upper bound of the size of a frame's other fields, the record header and the batch header. */
    private static final int OVERHEAD_BYTES = 1024;

    /** Longest wait of one attempt, so that a stop is noticed. */
    private static final Duration ATTEMPT = Duration.ofMillis(500);

    /** Longest wait for space in the buffer; also the producer's default of {@code delivery.timeout.ms}. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Time for frames on their way when the publication stops. */
    private static final Duration STOP_TIME = Duration.ofMillis(800);

    private final Cluster cluster;
    private final Topic<String, Frame> topic;
    private final int largestPicture;
    private final Producer<String, Frame> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private long offered;

    FrameSender(Cluster cluster, Topic<String, Frame> topic) {
        this.cluster = cluster;
        this.topic = topic;
        int largestBatch = cluster.largestBatch(topic);
        this.largestPicture = Math.max(1, largestBatch - OVERHEAD_BYTES);
        Map<String, Object> settings = Map.of(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                largestBatch,
                // A frame must not wait for the next one.
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                ATTEMPT.toMillis());
        this.producer = cluster.producer(topic, settings);
    }

    /** Largest picture that fits into a record of the topic, in bytes. */
    int largestPicture() {
        return largestPicture;
    }

    /**
     * Sends a frame. Waits while the producer's buffer is full, until a stop.
     *
     * @throws io.vestibule.service.kafka.ClusterException if the broker refused an earlier frame, or is away for two minutes
     */
    void send(Frame frame, StopSignal stop) {
        offered++;
        ProducerRecord<String, Frame> record = new ProducerRecord<>(topic.name(), frame.getCamera(), frame);
        long start = System.nanoTime();
        Attempt attempt = null;
        while (!stop.isRaised() && (attempt == null || attempt.refused != null)) {
            throwFailure();
            if (attempt != null && System.nanoTime() - start > PATIENCE.toNanos()) {
                throw cluster.translate(Objects.requireNonNull(attempt.refused));
            }
            attempt = new Attempt(frame.getImage().remaining());
            producer.send(record, attempt);
        }
    }

    /**
     * The result of one attempt. The producer reports a full buffer, and missing metadata while the broker is away, in the thread of
     * the sender before it returns. Such a frame was not queued and can be sent again. All other failures are final.
     */
    private final class Attempt implements Callback {
        private final int size;
        private final Thread sender = Thread.currentThread();
        private @Nullable Exception refused;

        Attempt(int size) {
            this.size = size;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failed) {
            if (failed == null) {
                acknowledged.incrementAndGet();
                bytes.addAndGet(size);
            } else if (failed instanceof TimeoutException && Thread.currentThread() == sender) {
                refused = failed;
            } else {
                failure.compareAndSet(null, failed);
            }
        }
    }

    /** Waits until all frames are acknowledged. After a stop, it waits less than a second. */
    void finish(StopSignal stop) {
        if (stop.isRaised()) {
            producer.close(STOP_TIME);
        } else {
            producer.flush();
            throwFailure();
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Total size of the acknowledged pictures. */
    long bytes() {
        return bytes.get();
    }

    /** Frames that were offered and not acknowledged. */
    long unacknowledged() {
        return offered - acknowledged.get();
    }

    @Override
    public void close() {
        producer.close(STOP_TIME);
    }

    private void throwFailure() {
        Exception failed = failure.get();
        if (failed != null) {
            throw cluster.translate(failed);
        }
    }
}
