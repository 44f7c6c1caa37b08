package io.vestibule.lab.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Part;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.Provenance.Link;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentRegistrationTest {

    @TempDir
    private Path cache;

    @ParameterizedTest
    @ValueSource(strings = {"scratch", "mobilefacenet"})
    void shouldAddNoLinkWhenTrainingStartedFromScratchOrFromTheTeacher(String origin) {
        // Given
        Manifest manifest = Zoo.open(cache).manifest();
        String start = origin.equals("scratch") ? origin : contract(entry(manifest, origin)) + " keep 0.5";

        // When
        List<Link> links = registration(manifest).startLinks(start, "mobilefacenet");

        // Then
        assertThat(links).isEmpty();
    }

    @Test
    void shouldAddTheLicencesOfTheModelFromWhichTrainingStarted() {
        // Given
        Manifest manifest = Zoo.open(cache).manifest();
        ModelEntry other = entry(manifest, "dlib-resnet");

        // When
        List<Link> links = registration(manifest).startLinks(contract(other) + " keep 0.5", "mobilefacenet");

        // Then
        assertThat(links).extracting(Link::id).containsOnly(other.sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobilefacenet@000000000000 keep 0.5",
                "foundling@000000000000 keep 1",
                "mobilefacenet",
                "not recorded"
            })
    void shouldRecordAnUnknownLicenceWhenTheZooDoesNotHaveTheInitialWeights(String start) {
        // Given
        StudentRegistration registration = registration(Zoo.open(cache).manifest());

        // When
        List<Link> links = registration.startLinks(start, "mobilefacenet");

        // Then
        assertThat(links)
                .hasSize(2)
                .extracting(Link::part, link -> link.licence().use())
                .containsExactly(tuple(Part.WEIGHTS, Use.UNKNOWN), tuple(Part.DATA, Use.UNKNOWN));
    }

    private static StudentRegistration registration(Manifest manifest) {
        return new StudentRegistration(manifest, "none", new Licence("none", Use.ANY, ""), List.of());
    }

    private static ModelEntry entry(Manifest manifest, String name) {
        return manifest.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String contract(ModelEntry model) {
        return model.name() + "@" + model.sha256().substring(0, 12);
    }
}
