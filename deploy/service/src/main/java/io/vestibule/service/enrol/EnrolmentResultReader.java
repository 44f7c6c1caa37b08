package io.vestibule.service.enrol;

import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Reads the responses to requests: changes of the gallery, and dead letters. */
final class EnrolmentResultReader implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;

    private EnrolmentResultReader(Consumer<byte[], byte[]> consumer, Topics topics) {
        this.consumer = consumer;
        this.topics = topics;
    }

    /** A reader of records that are written from now on. */
    static EnrolmentResultReader fromNow(Cluster cluster, Topics topics) {
        Consumer<byte[], byte[]> consumer = cluster.reader();
        List<TopicPartition> partitions = Stream.of(topics.gallery(), topics.deadLetters())
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the consumer seeks only when it needs the position
        return new EnrolmentResultReader(consumer, topics);
    }

    void poll(Duration timeout, List<PendingRequest> requests) {
        for (ConsumerRecord<byte[], byte[]> received : consumer.poll(timeout)) {
            try {
                process(received, requests);
            } catch (SerializationException | IllegalArgumentException unreadable) {
                // An unreadable record is not a response to these requests.
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void process(ConsumerRecord<byte[], byte[]> received, List<PendingRequest> requests) {
        if (received.topic().equals(topics.gallery().name())) {
            if (received.key() == null) {
                return;
            }
            GalleryKey key = GalleryKey.parse(new String(received.key(), StandardCharsets.UTF_8));
            var entry = read(topics.gallery(), received);
            requests.forEach(request -> request.galleryChanged(key, entry));
        } else {
            var letter = read(topics.deadLetters(), received);
            if (letter != null) {
                requests.forEach(request -> request.deadLetter(letter));
            }
        }
    }

    private static <V> @Nullable V read(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> received) {
        return topic.value().deserializer().deserialize(received.topic(), received.value());
    }
}
