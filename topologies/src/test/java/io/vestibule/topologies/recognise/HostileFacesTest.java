package io.vestibule.topologies.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.HostileInput;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.gallery.TemplateVectors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No record of the faces or gallery topic causes a result that Kafka refuses. */
class HostileFacesTest {

    @TempDir
    private Path folder;

    private final Topics topics = Topics.defaults();
    private HostileInput input;

    @BeforeEach
    void open() {
        Gallery gallery = Gallery.ofTemplates();
        Router router = new Router(RecogniseDriver.EMBEDDERS, RecogniseDriver.ROUTES, CameraGroups.NONE, () -> 0);
        Topology topology = new RecogniseTopology(
                        topics, gallery, router, RecogniseSettings.defaults(), RecogniseObserver.NONE)
                .build();
        input = new HostileInput(1, topology, folder);
    }

    @AfterEach
    void close() {
        input.close();
    }

    @Test
    void shouldSendOnlyAcceptableResultsForAnyRecord() {
        // When
        for (int i = 0; i < 500; i++) {
            String camera = "door-" + input.number(3);
            if (input.chance(0.1)) {
                input.send(topics.gallery(), "ada|alpha@000000000001", entry());
            } else if (input.chance(0.2)) {
                input.send(topics.faces(), camera, input.tick(camera));
            } else {
                byte[] aligned = TestPeople.picture(input.number(3), 0.8).bgr();
                input.send(topics.faces(), camera, input.sighting(camera, aligned));
            }
        }

        // Then
        assertThat(input.results()).isPositive();
    }

    @Test
    void shouldNotOutgrowARecordWhenOneCameraSeesThousandsOfTracks() {
        // When
        for (int i = 0; i < 2_000; i++) {
            FaceSighting face = input.sighting(
                    "door", TestPeople.picture(TestPeople.STRANGER, 0.8).bgr());
            input.send(
                    topics.faces(),
                    "door",
                    FaceSighting.newBuilder(face)
                            .setCamera("door")
                            .setTrack("x".repeat(250) + i)
                            .setDetections(List.of())
                            .setFeatures(null)
                            .build());
        }

        // Then
        assertThat(input.results()).isPositive();
    }

    private GalleryEntry entry() {
        Template template = Template.newBuilder()
                .setEmbedding(TemplateVectors.list(TestPeople.face(0, 1)))
                .setPhotoHash(input.text())
                .setQuality(new Quality(1f, 1f, 1f, 1f, 1f, 1f))
                .setEnrolledAt(Instant.EPOCH)
                .build();
        return GalleryEntry.newBuilder()
                .setSubject(input.chance(0.2) ? input.text() : "ada")
                .setContract("alpha@000000000001")
                .setDimension(input.chance(0.2) ? 1_000_000 : TestPeople.DIMENSION)
                .setTemplates(List.of(template))
                .setConsentExpiresAt(input.chance(0.3) ? input.time() : null)
                .build();
    }
}
