package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.recognise.CameraGroups;
import io.vestibule.topologies.recognise.RecogniseObserver;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.recognise.RecogniseTopology;
import io.vestibule.topologies.recognise.Router;
import io.vestibule.topologies.recognise.RoutingTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks with a real broker that the gallery is complete before the first face is processed. */
class GalleryIT {

    private static final EmbeddingContract CONTRACT = new EmbeddingContract("compass@000000000001", 2, 0.4f, 1e-4);
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final float[] NORTH = {0, 1};
    private static final float[] EAST = {1, 0};

    @TempDir
    private Path folder;

    @Test
    void shouldRestoreTheGalleryBeforeTheFirstFaceAfterARestart() {
        try (TestSite site = new TestSite()) {
            // Given
            enrol(site, "ada", NORTH);
            enrol(site, "bob", EAST);
            restored(site);
            // One is erased, one enrolled and one entry corrupted while the application is down.
            site.sendBytes(site.topics().gallery(), key("ada"), null);
            site.sendBytes(site.topics().gallery(), key("eve"), "no entry".getBytes(StandardCharsets.UTF_8));
            enrol(site, "cleo", NORTH);

            // When
            Gallery gallery = restored(site);

            // Then
            assertThat(gallery.subjects(CONTRACT.id())).isEqualTo(2);
            assertThat(gallery.match(CONTRACT.id(), NORTH, NOON)
                            .orElseThrow()
                            .best()
                            .subject())
                    .isEqualTo("cleo");
            assertThat(gallery.unusableEntries()).isOne();
        }
    }

    /** The gallery of an application that has just started. */
    private Gallery restored(TestSite site) {
        Gallery gallery = Gallery.ofTemplates();
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of("recognise", site.topics()));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, site.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        Router router =
                new Router(Map.of("compass", embedder()), RoutingTable.to("compass"), CameraGroups.NONE, () -> 0);
        RecogniseTopology topology = new RecogniseTopology(
                site.topics(), gallery, router, RecogniseSettings.defaults(), RecogniseObserver.NONE);
        try (KafkaStreams streams = new KafkaStreams(topology.build(), settings)) {
            streams.start(); // returns after the global stores are restored; stream threads start only then
            return gallery;
        }
    }

    private static Embedder embedder() {
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return CONTRACT;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream().map(face -> new Embedding(NORTH, 1)).toList();
            }
        };
    }

    private static void enrol(TestSite site, String subject, float[] unit) {
        Template template =
                new Template(List.of(unit[0], unit[1]), "00", new Quality(100f, 120f, 0.5f, 0f, 0f, 0f), NOON, false);
        site.send(
                site.topics().gallery(),
                key(subject),
                new GalleryEntry(subject, CONTRACT.id(), 2, List.of(template), null, List.of()));
    }

    private static String key(String subject) {
        return new GalleryKey(subject, CONTRACT.id()).toString();
    }
}
