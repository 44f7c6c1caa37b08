package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.Embedder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The decision threshold of each embedder. */
final class DecisionThresholds {

    private final Map<String, DecisionThreshold> byEmbedder = new HashMap<>();
    private final Map<String, DecisionThreshold> byContract = new HashMap<>();

    /**
     * @throws IllegalArgumentException if the settings have a threshold for an embedder that does not exist
     */
    DecisionThresholds(Map<String, Embedder> embedders, RecogniseSettings settings) {
        TreeSet<String> unknown = new TreeSet<>(settings.thresholds().keySet());
        unknown.removeAll(embedders.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "thresholds for unknown embedders " + unknown + "; known are " + new TreeSet<>(embedders.keySet()));
        }
        embedders.forEach((name, embedder) -> {
            DecisionThreshold threshold = DecisionThreshold.of(
                    embedder.contract(),
                    Optional.ofNullable(settings.thresholds().get(name)),
                    settings);
            byEmbedder.put(name, threshold);
            byContract.put(threshold.contract().id(), threshold);
        });
    }

    /** @throws IllegalArgumentException if there is no such embedder */
    DecisionThreshold ofEmbedder(String name) {
        DecisionThreshold threshold = byEmbedder.get(name);
        if (threshold == null) {
            throw new IllegalArgumentException("unknown embedder " + name);
        }
        return threshold;
    }

    /** Empty for the contract of a model that is no longer in use. */
    Optional<DecisionThreshold> ofContract(String id) {
        return Optional.ofNullable(byContract.get(id));
    }
}
