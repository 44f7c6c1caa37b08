package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Spectrum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Which face goes to which embedder: the first rule that takes it. The last rule takes all, so that no face is lost between
 * the rules.
 */
public record RoutingTable(List<Route> routes) {

    public RoutingTable {
        routes = List.copyOf(routes);
        if (routes.isEmpty() || !routes.get(routes.size() - 1).isCatchAll()) {
            throw new IllegalArgumentException("the last route must take every face: no group, spectrum, size or load");
        }
        for (int i = 0; i < routes.size() - 1; i++) {
            if (routes.get(i).isCatchAll()) {
                throw new IllegalArgumentException(
                        "route " + (i + 1) + " takes every face, so that those after it take none");
            }
        }
    }

    /** Every face to one embedder. */
    public static RoutingTable to(String embedder) {
        return new RoutingTable(List.of(Route.otherwise(embedder)));
    }

    /**
     * The table that is used where nobody writes another: MobileFaceNet, which is by far the better of both, in daylight as
     * well as in grey. Nothing goes by the load: decisions would differ from one reading of the stream to the next, and be
     * worse exactly where many people come at once.
     */
    public static RoutingTable defaults() {
        return to("mobilefacenet");
    }

    /**
     * @throws IllegalArgumentException if a route names an embedder or a camera group that does not exist; names all such
     */
    void requireKnown(Collection<String> embedders, Collection<String> groups) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (!embedders.contains(route.embedder())) {
                faults.add("route %d goes to embedder \"%s\", but there are %s"
                        .formatted(i + 1, route.embedder(), new TreeSet<>(embedders)));
            }
            if (route.group() != null && !groups.contains(route.group())) {
                faults.add("route %d is for camera group \"%s\", but there are %s"
                        .formatted(i + 1, route.group(), new TreeSet<>(groups)));
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    /** Name of the embedder for a face. */
    String embedder(String camera, CameraGroups groups, Spectrum spectrum, float faceSize, double load) {
        for (Route route : routes) {
            if (route.takes(camera, groups, spectrum, faceSize, load)) {
                return route.embedder();
            }
        }
        throw new IllegalStateException("the last route takes every face");
    }
}
