package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.Embedder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The bar of every embedder. */
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
            throw new IllegalArgumentException("there are thresholds for embedders " + unknown + ", but there are "
                    + new TreeSet<>(embedders.keySet()));
        }
        embedders.forEach((name, embedder) -> {
            DecisionThreshold bar = DecisionThreshold.of(
                    embedder.contract(),
                    Optional.ofNullable(settings.thresholds().get(name)),
                    settings);
            byEmbedder.put(name, bar);
            byContract.put(bar.contract().id(), bar);
        });
    }

    DecisionThreshold ofEmbedder(String name) {
        return byEmbedder.get(name);
    }

    /** Empty for a contract of a model that was in use before. */
    Optional<DecisionThreshold> ofContract(String id) {
        return Optional.ofNullable(byContract.get(id));
    }
}
