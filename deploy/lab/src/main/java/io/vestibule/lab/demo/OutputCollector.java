package io.vestibule.lab.demo;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the pipeline's output topics as an external consumer does: committed records only. Thread-safe. */
final class OutputCollector implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(10);

    private final Topics topics;
    private final Consumer<IdentityEvent> listener;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread thread;

    private final List<IdentityEvent> events = new ArrayList<>();
    private final List<FaceSighting> sightings = new ArrayList<>();
    private final List<SoftLabel> softLabels = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Set<GalleryKey> gallery = new HashSet<>();
    private @Nullable RuntimeException failure;

    private OutputCollector(Cluster cluster, Topics topics, Consumer<IdentityEvent> listener) {
        this.topics = topics;
        this.listener = listener;
        this.thread = new Thread(() -> read(cluster), "demo-output");
        this.thread.setDaemon(true);
    }

    /**
     * Starts to read all output topics from their beginning.
     *
     * @param listener receives each identity event, on the collector's thread
     */
    static OutputCollector start(Cluster cluster, Topics topics, Consumer<IdentityEvent> listener) {
        OutputCollector collector = new OutputCollector(cluster, topics, listener);
        collector.thread.start();
        return collector;
    }

    private void read(Cluster cluster) {
        try (org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = cluster.reader()) {
            List<TopicPartition> partitions = List.<Topic<?, ?>>of(
                            topics.faces(),
                            topics.identities(),
                            topics.softLabels(),
                            topics.gallery(),
                            topics.deadLetters())
                    .stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing.get()) {
                consumer.poll(POLL).forEach(this::collect);
            }
            Map<TopicPartition, Long> endOffsets = consumer.endOffsets(partitions);
            while (endOffsets.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(this::collect);
            }
        } catch (RuntimeException thrown) {
            synchronized (this) {
                failure = thrown;
            }
        }
    }

    private void collect(ConsumerRecord<byte[], byte[]> received) {
        String name = received.topic();
        if (name.equals(topics.identities().name())) {
            IdentityEvent event = value(topics.identities(), received);
            add(events, event);
            listener.accept(event);
        } else if (name.equals(topics.faces().name())) {
            if (value(topics.faces(), received) instanceof FaceSighting sighting) {
                add(sightings, sighting);
            }
        } else if (name.equals(topics.softLabels().name())) {
            add(softLabels, value(topics.softLabels(), received));
        } else if (name.equals(topics.deadLetters().name())) {
            add(deadLetters, value(topics.deadLetters(), received));
        } else if (received.value() != null) {
            add(gallery, GalleryKey.parse(new String(received.key(), StandardCharsets.UTF_8)));
        }
    }

    private static <V> V value(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> received) {
        return topic.value().deserializer().deserialize(topic.name(), received.value());
    }

    private synchronized <T> void add(Collection<T> collection, T value) {
        collection.add(value);
    }

    synchronized List<IdentityEvent> events() {
        return List.copyOf(events);
    }

    synchronized List<FaceSighting> sightings() {
        return List.copyOf(sightings);
    }

    synchronized List<SoftLabel> softLabels() {
        return List.copyOf(softLabels);
    }

    synchronized List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** Returns the subjects and embedding contracts in the gallery. */
    synchronized Set<GalleryKey> gallery() {
        return Set.copyOf(gallery);
    }

    /** @throws RuntimeException the failure that ended reading, if there was one */
    synchronized void requireAlive() {
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Reads to the current end of all topics and stops.
     *
     * @throws IllegalStateException if it takes too long, because a comparison needs all records
     */
    void finish() throws InterruptedException {
        finish(FINISH_TIMEOUT);
    }

    void finish(Duration within) throws InterruptedException {
        closing.set(true);
        thread.join(within.toMillis());
        requireAlive();
        if (thread.isAlive()) {
            throw new IllegalStateException(
                    "the output topics were not read to their ends within " + within.toMillis() + " ms");
        }
    }

    @Override
    public void close() {
        closing.set(true);
        try {
            thread.join(FINISH_TIMEOUT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
