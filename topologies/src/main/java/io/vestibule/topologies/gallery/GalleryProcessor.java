package io.vestibule.topologies.gallery;

import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.serdes.AvroDecodingException;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the records of the gallery topic to the gallery, both at the start and later. Kafka Streams restores a global store
 * through its processor.
 *
 * <p>An unusable entry is counted, and logged with its offset only. It replaces the previous entry of its key by nothing,
 * because the previous entry would also be missing after the next compaction and restart. This processor must not throw: an
 * exception here would stop the application at every start.
 */
final class GalleryProcessor implements Processor<String, byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(GalleryProcessor.class);

    private final Gallery gallery;
    private final String topic;
    private final Deserializer<GalleryEntry> decoder;
    private ProcessorContext<Void, Void> context;

    GalleryProcessor(Gallery gallery, Topic<String, GalleryEntry> topic) {
        this.gallery = gallery;
        this.topic = topic.name();
        this.decoder = topic.value().deserializer();
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        try {
            GalleryKey key = GalleryKey.parse(String.valueOf(record.key()));
            if (record.value() == null || !put(key, record.value())) {
                gallery.remove(key.contract(), key.subject());
            }
        } catch (IllegalArgumentException invalidKey) {
            skip("the key is not subject|contract");
        }
    }

    private boolean put(GalleryKey key, byte[] value) {
        try {
            GalleryEntry entry = decoder.deserialize(topic, value);
            if (!entry.getSubject().equals(key.subject())
                    || !entry.getContract().equals(key.contract())) {
                skip("the key has another subject or contract than the value");
                return false;
            }
            gallery.put(entry);
            return true;
        } catch (AvroDecodingException | IllegalArgumentException unusable) {
            skip(String.valueOf(unusable.getMessage())); // our own message, without content
            return false;
        } catch (RuntimeException unusable) {
            skip(unusable.getClass().getSimpleName());
            return false;
        }
    }

    private void skip(String reason) {
        gallery.countUnusableEntry();
        LOG.atError()
                .addKeyValue("topicName", topic)
                .addKeyValue(
                        "offset",
                        context.recordMetadata().map(origin -> origin.offset()).orElse(-1L))
                .addKeyValue("reason", reason)
                .log("a gallery entry is unusable and was skipped; write it again or send a tombstone");
    }
}
