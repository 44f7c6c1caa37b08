package io.vestibule.zoo;

import io.vestibule.zoo.manifest.Ensemble;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All models, ensembles and photographs of the zoo, on disk and checked. */
public record PreparedModels(
        Map<String, PreparedModel> models, Map<String, Ensemble> ensembles, Map<String, Path> photographsByName) {

    public PreparedModels {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        ensembles = Collections.unmodifiableMap(new LinkedHashMap<>(ensembles));
        photographsByName = Collections.unmodifiableMap(new LinkedHashMap<>(photographsByName));
    }

    /** A copy with one more model, such as a student under evaluation. It replaces a model of the same name. */
    public PreparedModels with(PreparedModel model) {
        Map<String, PreparedModel> more = new LinkedHashMap<>(models);
        more.put(model.name(), model);
        return new PreparedModels(more, ensembles, photographsByName);
    }

    /** @throws ZooException if the manifest has no such model */
    public PreparedModel model(String name) {
        return named(models, name, "model");
    }

    /** @throws ZooException if the manifest has no such ensemble */
    public Ensemble ensemble(String name) {
        return named(ensembles, name, "ensemble");
    }

    /** @throws ZooException if the manifest has no such photograph */
    public Path photograph(String name) {
        return named(photographsByName, name, "photograph");
    }

    /** All photographs in the manifest's order, sample1 to sample6. */
    public List<Path> photographs() {
        return List.copyOf(photographsByName.values());
    }

    private static <T> T named(Map<String, T> all, String name, String kind) {
        @Nullable T found = all.get(name);
        if (found == null) {
            throw new ZooException(
                    "the zoo has no " + kind + " '" + name + "'; choose one of " + String.join(", ", all.keySet()));
        }
        return found;
    }
}
