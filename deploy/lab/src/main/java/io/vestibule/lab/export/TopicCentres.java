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

/** The class centres in their topic, by version. A version that is deleted, incomplete or damaged counts as missing. */
final class TopicCentres {

    private final Map<CentresKey, ClassCentres> parts = new HashMap<>();

    private TopicCentres() {}

    static TopicCentres read(Cluster cluster, Topic<String, ClassCentres> topic, StopSignal stop) {
        TopicCentres centres = new TopicCentres();
        TopicRangeReader.all(cluster, topic).forEach(stop, received -> centres.apply(received, topic));
        return centres;
    }

    private void apply(ConsumerRecord<byte[], byte[]> received, Topic<String, ClassCentres> topic) {
        try {
            CentresKey key = CentresKey.parse(new String(received.key(), StandardCharsets.UTF_8));
            parts.remove(key);
            if (received.value() != null) {
                parts.put(key, topic.value().deserializer().deserialize(topic.name(), received.value()));
            }
        } catch (IllegalArgumentException | SerializationException unreadable) {
            // A version with a missing part counts as missing.
        }
    }

    /**
     * The first of these versions that is complete.
     *
     * @param contract of the labels' teacher. The centres may be of another teacher with the same embedding space
     */
    Optional<Centres> first(List<String> versions, String contract) {
        return versions.stream()
                .flatMap(version -> complete(version, contract).stream())
                .findFirst();
    }

    private Optional<Centres> complete(String version, String contract) {
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
                    .filter(centres -> centres.version().equals(version));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
