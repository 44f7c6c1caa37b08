package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.gallery.TemplateVectors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two subjects with the same face, as of twins. Neither has a lead over the other. */
class SimilarSubjectsTest {

    @TempDir
    Path folder;

    private RecogniseDriver driver;

    @BeforeEach
    void open() {
        driver = new RecogniseDriver(folder);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldIdentifyOneOfTwoSubjectsWhenTheyWereEnrolledAsSimilar() {
        // Given
        enrol("ada", List.of("twin"));
        enrol("twin", List.of("ada"));

        // When
        driver.see(0, 10, "t", ADA);

        // Then
        assertThat(driver.events())
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getSubject()).isIn("ada", "twin");
                    assertThat(event.getRunnerUp())
                            .as("the event shows that another subject is as similar")
                            .isEqualTo(event.getScore());
                });
    }

    @Test
    void shouldIdentifyNeitherWhenTheyWereNotEnrolledAsSimilar() {
        // Given
        enrol("ada", List.of());
        enrol("other", List.of());

        // When
        driver.see(0, 60, "t", ADA);

        // Then
        assertThat(driver.events()).extracting(IdentityEvent::getKind).doesNotContain(EventKind.IDENTIFIED);
    }

    private void enrol(String subject, List<String> similar) {
        Quality quality = new Quality(100f, 100f, 0.5f, 0f, 0f, 0f);
        List<Float> values = TemplateVectors.list(TestPeople.face(ADA, 1));
        Template template = new Template(values, "00", quality, RecogniseDriver.NOON, false);
        GalleryEntry entry = new GalleryEntry(subject, ALPHA.id(), ALPHA.dimension(), List.of(template), null, similar);
        driver.gallery(
                subject, ALPHA, Topics.defaults().gallery().value().serializer().serialize("gallery", entry));
    }
}
