package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.HostileInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No record of the faces or gallery topic causes a result that Kafka refuses. */
class HostileFacesTest {

    @TempDir
    private Path folder;

    private final Topics topics = Topics.defaults();

    @Test
    void shouldSendOnlyAcceptableResultsForAnyRecord() {
        // Given
        TeachSettings settings =
                TestSettings.builder().keepFaces(true).similarities(100).build();
        try (HostileInput input =
                new HostileInput(2, TeachDriver.topology(settings, Optional.empty(), TeachObserver.NONE), folder)) {
            // When
            for (int i = 0; i < 500; i++) {
                String camera = "door-" + input.number(5);
                if (input.chance(0.2)) {
                    String subject = input.chance(0.1) ? input.text() : "subject-" + input.number(300);
                    input.send(topics.gallery(), subject + "|" + TeachDriver.CONTRACT, entry(subject, input));
                } else if (input.chance(0.1)) {
                    input.send(topics.faces(), camera, input.tick(camera));
                } else {
                    byte[] aligned = new byte[AlignedFace.BYTES];
                    Arrays.fill(aligned, (byte) input.number(256));
                    input.send(topics.faces(), camera, input.sighting(camera, aligned));
                }
            }

            // Then
            assertThat(input.results()).isPositive();
        }
    }

    private static GalleryEntry entry(String subject, HostileInput input) {
        double angle = Math.toRadians(input.number(360));
        Template template = Template.newBuilder()
                .setEmbedding(List.of((float) Math.cos(angle), (float) Math.sin(angle)))
                .setPhotoHash("00")
                .setQuality(TestSightings.GOOD)
                .setEnrolledAt(input.time())
                .build();
        return GalleryEntry.newBuilder()
                .setSubject(subject)
                .setContract(TeachDriver.CONTRACT)
                .setDimension(2)
                .setTemplates(List.of(template))
                .setConsentExpiresAt(input.chance(0.3) ? input.time() : null)
                .build();
    }
}
