package io.vestibule.lab.evaluation.watch.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the models that the build has prepared. */
@Tag("slow")
class ComparisonStemsTest {

    private final Zoo zoo = Zoo.open(PreparedZoo.folder());

    @Test
    void shouldNameTheStemOfTheProductFirst() {
        assertThat(ComparisonStems.names())
                .containsExactly("rfb-stem", "rfb-stem-early", "rfb-stem-late", "rfb-stem-160", "rfb-stem-240");
    }

    @Test
    void shouldPrepareNoComparisonStemWhenOnlyTheProductsStemIsNeeded() {
        // When
        PreparedModels prepared = ComparisonStems.prepare(zoo, Set.of("rfb-stem"), line -> {});

        // Then
        assertThat(prepared.models()).containsKey("rfb-stem").doesNotContainKey("rfb-stem-early");
    }

    @Test
    void shouldPrepareComparisonStemsWhenOneIsNeeded() {
        // When
        PreparedModels prepared = ComparisonStems.prepare(zoo, Set.of("rfb-stem-early"), line -> {});

        // Then
        assertThat(prepared.models()).containsKeys("rfb-stem", "rfb-stem-early");
        assertThat(prepared.model("rfb-stem-early").file()).isRegularFile();
    }
}
