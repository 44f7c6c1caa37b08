package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.schemas.FaceSighting;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Chooses the embedder for a face, by the routing table. Two runs over the same faces choose alike unless a rule asks for
 * the load.
 */
public final class Router {

    private final Map<String, Embedder> embedders;
    private final RoutingTable table;
    private final CameraGroups groups;
    private final DoubleSupplier load;

    /**
     * @param embedders by the names that the table uses
     * @param load load of this process now, 0 idle to 1 saturated; asked for every face, so it must be quick
     * @throws IllegalArgumentException if the table names an embedder or a group that is not given
     */
    public Router(Map<String, Embedder> embedders, RoutingTable table, CameraGroups groups, DoubleSupplier load) {
        this.embedders = Map.copyOf(embedders);
        this.table = table;
        this.groups = groups;
        this.load = load;
        table.requireKnown(embedders.keySet(), groups.names());
    }

    Chosen choose(FaceSighting sighting) {
        String name = table.embedder(
                sighting.getCamera(),
                groups,
                sighting.getSpectrum(),
                sighting.getQuality().getSize(),
                load.getAsDouble());
        return new Chosen(name, embedders.get(name));
    }

    Map<String, Embedder> embedders() {
        return embedders;
    }

    /** An embedder and its name. */
    record Chosen(String name, Embedder embedder) {}
}
