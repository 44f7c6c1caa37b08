package io.vestibule.service.config;

import io.vestibule.schemas.Spectrum;
import io.vestibule.topologies.recognise.CameraGroups;
import io.vestibule.topologies.recognise.Route;
import io.vestibule.topologies.recognise.RoutingTable;
import io.vestibule.topologies.recognise.ValueRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Assignment of faces to embedders.
 *
 * @param routes which face goes to which embedder: the first matching rule decides, the last must match all (list of rules,
 *     see below)
 * @param groups camera groups: camera ids, or prefixes of ids followed by {@code *} (map of group to list of cameras)
 */
public record RoutingSettings(List<Rule> routes, Map<String, List<String>> groups) {
    /** The default table of the recognition topology. */
    public static final RoutingSettings DEFAULTS = new RoutingSettings(
            RoutingTable.defaults().routes().stream().map(Rule::of).toList(), Map.of());

    public RoutingSettings {
        routes = List.copyOf(routes);
        groups = Map.copyOf(groups);
        // Both constructors check their arguments. Here, the message can name the section.
        new RoutingTable(routes.stream().map(Rule::route).toList());
        new CameraGroups(groups);
    }

    public RoutingTable table() {
        return new RoutingTable(routes.stream().map(Rule::route).toList());
    }

    public CameraGroups cameraGroups() {
        return new CameraGroups(groups);
    }

    /**
     * A rule of the table. A condition without a value matches every face.
     *
     * @param group camera group
     * @param spectrum light of the frame
     * @param faceFrom minimum size of the face: shorter side of its box, in pixels
     * @param faceUnder limit below which the size must be
     * @param loadFrom minimum CPU load of this process, 0 idle to 1 saturated
     * @param loadUnder limit below which the load must be
     * @param embedder name of the embedder
     */
    public record Rule(
            Optional<String> group,
            Optional<Spectrum> spectrum,
            Optional<Double> faceFrom,
            Optional<Double> faceUnder,
            Optional<Double> loadFrom,
            Optional<Double> loadUnder,
            String embedder) {

        /** A rule for all faces in this light. */
        public static Rule forSpectrum(Spectrum light, String embedder) {
            return of(new Route(null, light, ValueRange.ANY, ValueRange.ANY, embedder));
        }

        /** A rule for all faces of a camera group. */
        public static Rule forGroup(String group, String embedder) {
            return of(new Route(group, null, ValueRange.ANY, ValueRange.ANY, embedder));
        }

        /** A rule for all faces. */
        public static Rule otherwise(String embedder) {
            return of(Route.otherwise(embedder));
        }

        static Rule of(Route route) {
            return new Rule(
                    Optional.ofNullable(route.group()),
                    Optional.ofNullable(route.spectrum()),
                    finite(route.faceSize().from()),
                    finite(route.faceSize().to()),
                    finite(route.load().from()),
                    finite(route.load().to()),
                    route.embedder());
        }

        Route route() {
            return new Route(
                    group.orElse(null),
                    spectrum.orElse(null),
                    span(faceFrom, faceUnder),
                    span(loadFrom, loadUnder),
                    embedder);
        }

        private static ValueRange span(Optional<Double> from, Optional<Double> under) {
            return new ValueRange(from.orElse(ValueRange.ANY.from()), under.orElse(ValueRange.ANY.to()));
        }

        private static Optional<Double> finite(double bound) {
            return Double.isFinite(bound) ? Optional.of(bound) : Optional.empty();
        }
    }
}
