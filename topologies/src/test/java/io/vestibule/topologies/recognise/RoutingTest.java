package io.vestibule.topologies.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.schemas.Spectrum;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final CameraGroups GROUPS =
            new CameraGroups(Map.of("garage", List.of("garage-*", "ramp"), "yard", List.of("yard-1")));

    @Test
    void shouldTakeFirstRuleWhoseConditionsAllHold() {
        RoutingTable table = new RoutingTable(List.of(
                new Route("garage", Spectrum.INFRARED, ScoreRange.ANY, ScoreRange.ANY, "night"),
                new Route("garage", null, ScoreRange.under(60), ScoreRange.ANY, "small"),
                new Route(null, null, ScoreRange.from(60), ScoreRange.from(0.8), "fast"),
                Route.otherwise("best")));

        assertThat(table.embedder("garage-7", GROUPS, Spectrum.INFRARED, 50, 0)).isEqualTo("night");
        assertThat(table.embedder("ramp", GROUPS, Spectrum.VISIBLE, 59.9f, 0)).isEqualTo("small");
        assertThat(table.embedder("ramp", GROUPS, Spectrum.VISIBLE, 60, 0)).isEqualTo("best");
        assertThat(table.embedder("ramp", GROUPS, Spectrum.VISIBLE, 60, 0.8)).isEqualTo("fast");
        assertThat(table.embedder("yard-1", GROUPS, Spectrum.INFRARED, 50, 1)).isEqualTo("best");
    }

    @Test
    void shouldChooseOneModelHoweverHighTheLoadWhenNothingElseIsConfigured() {
        for (Spectrum spectrum : Spectrum.values()) {
            for (double load : new double[] {0, 0.8, 1, Double.NaN}) {
                assertThat(RoutingTable.defaults().embedder("any", CameraGroups.NONE, spectrum, 40, load))
                        .isEqualTo("mobilefacenet");
            }
        }
    }

    @Test
    void shouldPutCameraInGroupByWholeIdOrByItsBeginning() {
        assertThat(GROUPS.holds("garage", "garage-7")).isTrue();
        assertThat(GROUPS.holds("garage", "ramp")).isTrue();
        assertThat(GROUPS.holds("garage", "ramp-2")).isFalse();
        assertThat(GROUPS.holds("nowhere", "ramp")).isFalse();
    }

    @Test
    void shouldRefuseTableWhenLastRuleDoesNotTakeAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutingTable(
                        List.of(new Route(null, Spectrum.VISIBLE, ScoreRange.ANY, ScoreRange.ANY, "best"))))
                .withMessageContaining("last route");
        assertThatIllegalArgumentException().isThrownBy(() -> new RoutingTable(List.of()));
    }

    @Test
    void shouldRefuseTableWhenARuleHidesThoseAfterIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutingTable(List.of(Route.otherwise("one"), Route.otherwise("other"))))
                .withMessageContaining("route 1");
    }

    @Test
    void shouldNameWhatIsNotKnownWhenTableDoesNotFit() {
        RoutingTable table = new RoutingTable(
                List.of(new Route("attic", null, ScoreRange.ANY, ScoreRange.ANY, "best"), Route.otherwise("nonesuch")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.requireKnown(Set.of("best", "fast"), GROUPS.names()))
                .withMessage("route 1 is for camera group \"attic\", but there are [garage, yard]; "
                        + "route 2 goes to embedder \"nonesuch\", but there are [best, fast]");
    }

    @Test
    void shouldRefuseStarThatIsNotAtTheEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CameraGroups(Map.of("g", List.of("a*b"))))
                .withMessageContaining("a*b");
        assertThatIllegalArgumentException().isThrownBy(() -> new CameraGroups(Map.of("g", List.of())));
    }

    @Test
    void shouldRefuseSpanThatHoldsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScoreRange(60, 60));
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreRange.from(Double.NaN));
    }
}
