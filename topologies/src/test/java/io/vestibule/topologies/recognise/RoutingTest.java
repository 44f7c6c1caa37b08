package io.vestibule.topologies.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.schemas.Spectrum;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoutingTest {

    private static final CameraGroups GROUPS =
            new CameraGroups(Map.of("garage", List.of("garage-*", "ramp"), "yard", List.of("yard-1")));

    @ParameterizedTest
    @CsvSource({
        "garage-7, INFRARED, 50,   0,   night",
        "ramp,     VISIBLE,  59.9, 0,   small",
        "ramp,     VISIBLE,  60,   0,   best",
        "ramp,     VISIBLE,  60,   0.8, fast",
        "yard-1,   INFRARED, 50,   1,   best",
    })
    void shouldUseTheFirstRouteWhoseConditionsAllHold(
            String camera, Spectrum spectrum, float faceSize, double load, String expected) {
        // Given
        RoutingTable table = new RoutingTable(List.of(
                new Route("garage", Spectrum.INFRARED, ValueRange.ANY, ValueRange.ANY, "night"),
                new Route("garage", null, ValueRange.under(60), ValueRange.ANY, "small"),
                new Route(null, null, ValueRange.from(60), ValueRange.from(0.8), "fast"),
                Route.otherwise("best")));

        // When
        String embedder = table.embedder(camera, GROUPS, spectrum, faceSize, load);

        // Then
        assertThat(embedder).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Spectrum.class)
    void shouldUseOneModelAtAnyLoadByDefault(Spectrum spectrum) {
        // Given
        RoutingTable table = RoutingTable.defaults();

        // Then
        assertThat(List.of(0.0, 0.8, 1.0, Double.NaN))
                .extracting(load -> table.embedder("any", CameraGroups.NONE, spectrum, 40, load))
                .containsOnly("mobilefacenet");
    }

    @ParameterizedTest
    @CsvSource({"garage, garage-7, true", "garage, ramp, true", "garage, ramp-2, false", "nowhere, ramp, false"})
    void shouldPutCameraInGroupByIdOrPrefix(String group, String camera, boolean expected) {
        // Then
        assertThat(GROUPS.contains(group, camera)).isEqualTo(expected);
    }

    @Test
    void shouldRejectTableWhenLastRouteDoesNotMatchEachFace() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutingTable(
                        List.of(new Route(null, Spectrum.VISIBLE, ValueRange.ANY, ValueRange.ANY, "best"))))
                .withMessageContaining("last route");
        assertThatIllegalArgumentException().isThrownBy(() -> new RoutingTable(List.of()));
    }

    @Test
    void shouldRejectTableWhenARouteHidesThoseAfterIt() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutingTable(List.of(Route.otherwise("one"), Route.otherwise("other"))))
                .withMessageContaining("route 1");
    }

    @Test
    void shouldListUnknownGroupsAndEmbedders() {
        // Given
        RoutingTable table = new RoutingTable(
                List.of(new Route("attic", null, ValueRange.ANY, ValueRange.ANY, "best"), Route.otherwise("nonesuch")));

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.requireKnown(Set.of("best", "fast"), GROUPS.names()))
                .withMessage("route 1: unknown camera group \"attic\"; known are [garage, yard]; "
                        + "route 2: unknown embedder \"nonesuch\"; known are [best, fast]");
    }

    @Test
    void shouldRejectStarThatIsNotAtTheEnd() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CameraGroups(Map.of("g", List.of("a*b"))))
                .withMessageContaining("a*b");
        assertThatIllegalArgumentException().isThrownBy(() -> new CameraGroups(Map.of("g", List.of())));
    }

    @Test
    void shouldRejectEmptyRange() {
        // Then
        assertThatIllegalArgumentException().isThrownBy(() -> new ValueRange(60, 60));
        assertThatIllegalArgumentException().isThrownBy(() -> ValueRange.from(Double.NaN));
    }
}
