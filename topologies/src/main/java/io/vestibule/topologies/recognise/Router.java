package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.schemas.FaceSighting;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Chooses the embedder of a face by the routing table. The choice is the same in each run over the same faces, unless a rule
 * depends on the load.
 */
public final class Router {

    private final Map<String, Embedder> embedders;
    private final RoutingTable table;
    private final CameraGroups groups;
    private final DoubleSupplier load;

    /**
     * @param embedders by the names that the table uses
     * @param load current load of this process, 0 (idle) to 1 (saturated); called for each face, so it must be quick
     * @throws IllegalArgumentException if the table names an embedder or a group that does not exist
     */
    public Router(Map<String, Embedder> embedders, RoutingTable table, CameraGroups groups, DoubleSupplier load) {
        this.embedders = Map.copyOf(embedders);
        this.table = table;
        this.groups = groups;
        this.load = load;
        table.requireKnown(embedders.keySet(), groups.names());
    }

    Choice choose(FaceSighting sighting) {
        String name = table.embedder(
                sighting.getCamera(),
                groups,
                sighting.getSpectrum(),
                sighting.getQuality().getSize(),
                load.getAsDouble());
        return new Choice(name, embedder(name));
    }

    Map<String, Embedder> embedders() {
        return embedders;
    }

    private Embedder embedder(String name) {
        Embedder embedder = embedders.get(name);
        if (embedder == null) {
            throw new IllegalStateException("the routing table was checked, but embedder " + name + " is missing");
        }
        return embedder;
    }

    /** An embedder and its name. */
    record Choice(String name, Embedder embedder) {}
}
