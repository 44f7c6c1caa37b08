package io.vestibule.topologies.recognise;

import io.vestibule.models.Embedder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The bar of every embedder. */
final class Bars {

    private final Map<String, Bar> byEmbedder = new HashMap<>();
    private final Map<String, Bar> byContract = new HashMap<>();

    /**
     * @throws IllegalArgumentException if the settings have a threshold for an embedder that does not exist
     */
    Bars(Map<String, Embedder> embedders, RecogniseSettings settings) {
        TreeSet<String> unknown = new TreeSet<>(settings.thresholds().keySet());
        unknown.removeAll(embedders.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there are thresholds for embedders " + unknown + ", but there are "
                    + new TreeSet<>(embedders.keySet()));
        }
        embedders.forEach((name, embedder) -> {
            Bar bar = Bar.of(
                    embedder.contract(),
                    Optional.ofNullable(settings.thresholds().get(name)),
                    settings);
            byEmbedder.put(name, bar);
            byContract.put(bar.contract().id(), bar);
        });
    }

    Bar ofEmbedder(String name) {
        return byEmbedder.get(name);
    }

    /** Empty for a contract of a model that was in use before. */
    Optional<Bar> ofContract(String id) {
        return Optional.ofNullable(byContract.get(id));
    }
}
