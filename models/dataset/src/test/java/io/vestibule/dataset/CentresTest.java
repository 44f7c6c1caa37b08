package io.vestibule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.format.CentresFile;
import io.vestibule.models.matching.TemplateIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentresTest {

    @Test
    void givenMembersOfTwoClassesWhenCentresAreTakenThenTheyAreTheirMeansMadeUnit() {
        // given
        var members =
                Map.of("Ann", List.of(new float[] {1, 0}, new float[] {0, 1}), "Bob", List.of(new float[] {-1, 0}));

        // when
        var centres = Centres.of("wise@0123", members);

        // then
        assertThat(centres.unit("Ann").orElseThrow())
                .containsExactly(new float[] {0.7071f, 0.7071f}, Assertions.within(0.0005f));
        assertThat(centres.unit("Bob").orElseThrow()).containsExactly(-1, 0);
        assertThat(centres.unit("Carl")).isEmpty();
        assertThat(centres.nearest(new float[] {0, 1}, 5))
                .extracting(ClassSimilarity::identity)
                .containsExactly("Ann", "Bob");
    }

    @Test
    void givenTheSameCentresAsTemplatesOfAGalleryWhenAskedForTheirVersionThenItIsTheSame() {
        // given
        var units = new TreeMap<String, float[]>();
        var templates = new TemplateIndex(DatasetFixtures.DIMENSION);
        for (int i = 0; i < 5; i++) {
            var centres = new Centres(
                    "wise@0123", Map.of("x", DatasetFixtures.embedding(i).unit()));
            float[] unit = centres.unit("x").orElseThrow();
            units.put("Иван " + i, unit);
            templates.put("Иван " + i, List.of(unit), Long.MAX_VALUE);
        }

        // when
        var centres = new Centres("wise@0123", units);

        // then
        assertThat(centres.version()).isEqualTo(templates.current().version());
    }

    @Test
    void givenCentresWhenTheyAreWrittenThenTheBytesAreThoseOfEveryOtherRun(@TempDir Path folder) throws IOException {
        // given
        var centres = new Centres("wise@0123", Map.of("Ann", new float[] {1, 0}, "Bob", new float[] {0, 1}));
        Path file = folder.resolve(CentresFile.NAME);

        // when
        CentresFile.write(file, centres);

        // then: of another JVM, so that what differs between two is seen; a newer Parquet writes its version and so
        // another hash
        assertThat(DatasetDigests.of(file))
                .isEqualTo("0b0c114ba8a0bc722ac3e3f367cc830640d5e668156dd3b52710f70de347bf1b");
        assertThat(CentresFile.read(file).version()).isEqualTo(centres.version());
    }

    @Test
    void givenAVectorThatIsNotUnitWhenACentreIsMadeThenItIsRefused() {
        // when, then
        assertThatThrownBy(() -> new Centres("wise@0123", Map.of("Ann", new float[] {2, 0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unit vector");
    }
}
