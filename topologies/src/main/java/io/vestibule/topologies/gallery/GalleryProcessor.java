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
 * Puts the records of the gallery topic into the gallery, at the start (Kafka Streams restores a global store through its
 * processor) as well as later.
 *
 * <p>An entry that cannot be used is counted, logged by its place only, and holds nobody: what was under its key before is
 * forgotten, as it would be after the next compaction and start. It must not throw: an exception here stops the
 * application, and would again after each restart.
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
            if (record.value() == null || !read(key, record.value())) {
                gallery.remove(key.contract(), key.subject());
            }
        } catch (IllegalArgumentException noKey) {
            skip("its key is no subject and contract");
        }
    }

    private boolean read(GalleryKey key, byte[] value) {
        try {
            GalleryEntry entry = decoder.deserialize(topic, value);
            if (!entry.getSubject().equals(key.subject())
                    || !entry.getContract().equals(key.contract())) {
                skip("its key is of another subject or contract");
                return false;
            }
            gallery.put(entry);
            return true;
        } catch (AvroDecodingException | IllegalArgumentException unusable) {
            skip(unusable.getMessage()); // ours, and worded without content
            return false;
        } catch (RuntimeException unusable) {
            skip(unusable.getClass().getSimpleName());
            return false;
        }
    }

    private void skip(String reason) {
        gallery.countUnreadable();
        LOG.atError()
                .addKeyValue("topicName", topic)
                .addKeyValue(
                        "offset",
                        context.recordMetadata().map(origin -> origin.offset()).orElse(-1L))
                .addKeyValue("reason", reason)
                .log("a gallery entry was skipped");
    }
}
