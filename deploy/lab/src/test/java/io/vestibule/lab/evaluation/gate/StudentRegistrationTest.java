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

    @Test
    void shouldTakeTheLicencesOfTheWeightsAStudentBeganWith() {
        // Given
        Manifest manifest = Zoo.open(cache).manifest();
        ModelEntry teacher = entry(manifest, "mobilefacenet");
        ModelEntry other = entry(manifest, "dlib-resnet");
        StudentRegistration admission = admission(manifest);

        // Then: the teacher's own are in the chain already
        assertThat(admission.begun("scratch", "mobilefacenet")).isEmpty();
        assertThat(admission.begun(contract(teacher) + " keep 0.5", "mobilefacenet"))
                .isEmpty();
        assertThat(admission.begun(contract(other) + " keep 0.5", "mobilefacenet"))
                .extracting(Link::id)
                .containsOnly(other.sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobilefacenet@000000000000 keep 0.5",
                "foundling@000000000000 keep 1",
                "mobilefacenet",
                "not said"
            })
    void shouldNotKnowTheLicenceOfWeightsThatTheZooDoesNotHave(String start) {
        assertThat(admission(Zoo.open(cache).manifest()).begun(start, "mobilefacenet"))
                .hasSize(2)
                .extracting(Link::part, link -> link.licence().use())
                .containsExactly(tuple(Part.WEIGHTS, Use.UNKNOWN), tuple(Part.DATA, Use.UNKNOWN));
    }

    private static StudentRegistration admission(Manifest manifest) {
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
