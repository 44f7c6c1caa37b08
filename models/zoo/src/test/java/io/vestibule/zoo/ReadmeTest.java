package io.vestibule.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.zoo.manifest.Ensemble;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.NpmPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares README and RESULTS with the manifest. */
class ReadmeTest {

    private final Manifest manifest = Manifest.ofThisRelease();
    private String readme;
    private String results;

    @BeforeEach
    void readPages() throws IOException {
        readme = Files.readString(Path.of("README.md"));
        results = Files.readString(Path.of("RESULTS.md"));
    }

    @Test
    void shouldNameEveryModelAndEnsemble() {
        assertThat(Stream.concat(
                        manifest.models().stream().map(ModelEntry::name),
                        manifest.ensembles().stream().map(Ensemble::name)))
                .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    @Test
    void shouldGiveTheCommandForTheArchivesOfAllPinnedPackages() {
        assertThat(readme)
                .contains("npm pack "
                        + manifest.packages().stream().map(NpmPackage::toString).collect(Collectors.joining(" ")));
    }

    @Test
    void shouldListEveryOperatingPoint() {
        assertThat(Stream.concat(
                        manifest.models().stream().flatMap(model -> model.card().operatingPoints().stream()),
                        manifest.ensembles().stream().flatMap(ensemble -> ensemble.operatingPoints().stream())))
                .map(point -> String.format(
                        Locale.ROOT, "%.3f (%.1f %%)", point.threshold(), 100 * point.falseNonMatchRate()))
                .allSatisfy(cell -> assertThat(results).contains(cell));
    }
}
