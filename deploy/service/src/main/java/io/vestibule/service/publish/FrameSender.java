package io.vestibule.service.publish;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames to their topic, and counts acknowledged ones. While the broker is away, the producer keeps up to {@code buffer.memory}
 * of frames and tries for {@code delivery.timeout.ms}, two minutes by default. After that, sending fails.
 */
final class FrameSender implements AutoCloseable {
    /** Upper bound of the size of a frame's other fields, the record header and the batch header. */
    private static final int OVERHEAD_BYTES = 1024;

    /** Longest wait of one attempt, so that a stop is noticed. */
    private static final Duration ATTEMPT = Duration.ofMillis(500);

    /** Time for frames on their way when the publication stops. */
    private static final Duration STOP_TIME = Duration.ofMillis(800);

    private final Cluster cluster;
    private final Topic<String, Frame> topic;
    private final int largestPicture;
    private final Producer<String, Frame> producer;
    private final Duration patience;
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
        this.patience = Duration.ofMinutes(2);
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
        int size = frame.getImage().remaining();
        long start = System.nanoTime();
        while (!stop.isRaised()) {
            throwFailure();
            try {
                producer.send(new ProducerRecord<>(topic.name(), frame.getCamera(), frame), (metadata, failed) -> {
                    if (failed == null) {
                        acknowledged.incrementAndGet();
                        bytes.addAndGet(size);
                    } else {
                        failure.compareAndSet(null, failed);
                    }
                });
                return;
            } catch (TimeoutException full) {
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw cluster.translate(full);
                }
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
