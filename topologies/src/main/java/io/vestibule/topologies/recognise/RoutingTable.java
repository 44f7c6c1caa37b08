package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Spectrum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** An ordered list of routes. The first that matches a face chooses its embedder. The last must match each face. */
public record RoutingTable(List<Route> routes) {

    public RoutingTable {
        routes = List.copyOf(routes);
        if (routes.isEmpty() || !routes.get(routes.size() - 1).isCatchAll()) {
            throw new IllegalArgumentException(
                    "the last route must match each face: remove its group, spectrum, size and load");
        }
        for (int i = 0; i < routes.size() - 1; i++) {
            if (routes.get(i).isCatchAll()) {
                throw new IllegalArgumentException(
                        "route " + (i + 1) + " matches each face, so the routes after it are never used");
            }
        }
    }

    /** A table that sends each face to one embedder. */
    public static RoutingTable to(String embedder) {
        return new RoutingTable(List.of(Route.otherwise(embedder)));
    }

    /**
     * The default table: each face goes to MobileFaceNet, by far the better of the two models in colour and in
     * greyscale. It does not depend on the load. Otherwise decisions would differ between replays, and would be less
     * accurate when many people come at once.
     */
    public static RoutingTable defaults() {
        return to("mobilefacenet");
    }

    /**
     * @throws IllegalArgumentException if a route names an embedder or a camera group that does not exist; lists all of them
     */
    void requireKnown(Collection<String> embedders, Collection<String> groups) {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (!embedders.contains(route.embedder())) {
                errors.add("route %d: unknown embedder \"%s\"; known are %s"
                        .formatted(i + 1, route.embedder(), new TreeSet<>(embedders)));
            }
            if (route.group() != null && !groups.contains(route.group())) {
                errors.add("route %d: unknown camera group \"%s\"; known are %s"
                        .formatted(i + 1, route.group(), new TreeSet<>(groups)));
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", errors));
        }
    }

    /** Name of the embedder for a face. */
    String embedder(String camera, CameraGroups groups, Spectrum spectrum, float faceSize, double load) {
        for (Route route : routes) {
            if (route.matches(camera, groups, spectrum, faceSize, load)) {
                return route.embedder();
            }
        }
        throw new IllegalStateException("the last route matches each face");
    }
}
