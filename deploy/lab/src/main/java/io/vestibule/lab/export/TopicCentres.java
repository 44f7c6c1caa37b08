package io.vestibule.lab.export;

import io.vestibule.dataset.Centres;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.schemas.ClassCentre;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.topics.CentresKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** The class centres of a topic, by version. A version that was forgotten, of which a part is missing, or one that is damaged is not there. */
final class TopicCentres {

    private final Map<CentresKey, ClassCentres> parts = new HashMap<>();

    private TopicCentres() {}

    static TopicCentres read(Cluster cluster, Topic<String, ClassCentres> topic, StopSignal stop) {
        TopicCentres told = new TopicCentres();
        TopicRangeReader.all(cluster, topic).forEach(stop, received -> told.apply(received, topic));
        return told;
    }

    private void apply(ConsumerRecord<byte[], byte[]> received, Topic<String, ClassCentres> topic) {
        try {
            CentresKey key = CentresKey.parse(new String(received.key(), StandardCharsets.UTF_8));
            parts.remove(key);
            if (received.value() != null) {
                parts.put(key, topic.value().deserializer().deserialize(topic.name(), received.value()));
            }
        } catch (IllegalArgumentException | SerializationException unreadable) {
            // A version of which a part is missing is not there.
        }
    }

    /**
     * The first of these versions that is whole.
     *
     * @param contract of the teacher that judges by them. Theirs may be another one's, whose space it shares
     */
    Optional<Centres> first(List<String> versions, String contract) {
        return versions.stream()
                .flatMap(version -> whole(version, contract).stream())
                .findFirst();
    }

    private Optional<Centres> whole(String version, String contract) {
        Map<String, float[]> units = new TreeMap<>();
        ClassCentres first = parts.get(new CentresKey(version, 0));
        if (first == null) {
            return Optional.empty();
        }
        for (int i = 0; i < first.getParts(); i++) {
            ClassCentres part = parts.get(new CentresKey(version, i));
            if (part == null) {
                return Optional.empty();
            }
            for (ClassCentre centre : part.getCentres()) {
                units.put(centre.getSubject(), HalfFloats.decode(centre.getValues()));
            }
        }
        try {
            return Optional.of(new Centres(contract, units))
                    .filter(read -> read.version().equals(version));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
