package io.vestibule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.matching.TemplateIndex;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CentresTest {

    @Test
    void shouldBeNormalisedMeansOfTheMembers() {
        // Given
        Map<String, List<float[]>> members =
                Map.of("Ann", List.of(new float[] {1, 0}, new float[] {0, 1}), "Bob", List.of(new float[] {-1, 0}));

        // When
        Centres centres = Centres.of("resnet@0123", members);

        // Then
        assertThat(centres.unit("Ann").orElseThrow()).containsExactly(new float[] {0.7071f, 0.7071f}, within(0.0005f));
        assertThat(centres.unit("Bob").orElseThrow()).containsExactly(-1, 0);
        assertThat(centres.unit("Carl")).isEmpty();
        assertThat(centres.nearest(new float[] {0, 1}, 5))
                .extracting(ClassSimilarity::identity)
                .containsExactly("Ann", "Bob");
    }

    @Test
    void shouldHaveTheVersionOfATemplateIndexWithTheSameContent() {
        // Given
        Map<String, float[]> units = new TreeMap<>();
        TemplateIndex templates = new TemplateIndex(DatasetFixtures.DIMENSION);
        for (int i = 0; i < 5; i++) {
            Centres single = new Centres(
                    "resnet@0123", Map.of("x", DatasetFixtures.embedding(i).unit()));
            float[] unit = single.unit("x").orElseThrow();
            units.put("Иван " + i, unit);
            templates.put("Иван " + i, List.of(unit), Long.MAX_VALUE);
        }

        // When
        Centres centres = new Centres("resnet@0123", units);

        // Then
        assertThat(centres.version()).isEqualTo(templates.current().version());
    }

    @Test
    void shouldRejectAVectorThatIsNotOfLengthOne() {
        // When, then
        assertThatThrownBy(() -> new Centres("resnet@0123", Map.of("Ann", new float[] {2, 0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unit vector");
    }
}
