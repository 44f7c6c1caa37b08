package io.vestibule.lab.bench;

import io.vestibule.lab.bench.meter.Durations;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Consumes identity events as an access-control system would, committed ones only, and measures their latency.
 *
 * <p>The latency of an event starts when its frame was planned to be sent, and ends when the poll with the event returned. A frame
 * causes the events ARRIVED and IDENTIFIED; it is the newest of their evidence. UNKNOWN and DEPARTED are also caused by the passing of
 * time and do not count. The planned time is used because a blocked sender would otherwise hide its own delay. Thread-safe.
 */
final class EventArrivals implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(20);
    private static final Set<EventKind> CAUSED_BY_FRAMES = EnumSet.of(EventKind.ARRIVED, EventKind.IDENTIFIED);

    private final Map<SentFrame, Long> due = new ConcurrentHashMap<>();
    private final Durations latencies = new Durations();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Topic<String, IdentityEvent> topic;
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    /** One frame of one camera. */
    private record SentFrame(String camera, long sequence) {}

    private EventArrivals(Cluster cluster, Topic<String, IdentityEvent> topic) {
        this.topic = topic;
        this.thread = new Thread(() -> read(cluster), "bench-arrivals");
        this.thread.setDaemon(true);
    }

    static EventArrivals read(Cluster cluster, Topic<String, IdentityEvent> topic) {
        EventArrivals arrivals = new EventArrivals(cluster, topic);
        arrivals.thread.start();
        return arrivals;
    }

    /** Counts events of this frame, from this time. */
    void expect(String camera, long sequence, long dueNanos) {
        due.put(new SentFrame(camera, sequence), dueNanos);
    }

    Durations latencies() {
        return latencies;
    }

    /** @throws RuntimeException the failure that ended the consumer, if there was one */
    void requireAlive() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw cause;
        }
    }

    /** Reads to the current end of the topic, and stops. */
    void finish() throws InterruptedException {
        closing.set(true);
        thread.join(FINISH_WITHIN.toMillis());
        requireAlive();
        if (thread.isAlive()) {
            throw new IllegalStateException(
                    "the identity events topic was not read to its end within " + FINISH_WITHIN.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        closing.set(true);
        try {
            thread.join(FINISH_WITHIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Cluster cluster) {
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing.get()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long now = System.nanoTime();
                records.forEach(received -> take(received, now));
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long now = System.nanoTime();
                records.forEach(received -> take(received, now));
            }
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> received, long now) {
        IdentityEvent event = topic.value().deserializer().deserialize(topic.name(), received.value());
        if (CAUSED_BY_FRAMES.contains(event.getKind())) {
            Origin newest = event.getEvidence().get(event.getEvidence().size() - 1);
            Long since = due.get(new SentFrame(event.getCamera(), newest.getSequence()));
            if (since != null) {
                latencies.add(now - since);
            }
        }
    }
}
