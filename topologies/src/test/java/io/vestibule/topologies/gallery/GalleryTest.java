package io.vestibule.topologies.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.SubjectMatch;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GalleryTest {

    private static final String CONTRACT = "plane@1";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final float[] EAST = {1, 0};
    private static final float[] NORTH = {0, 1};

    private final Gallery gallery = Gallery.withCentres();
    private final Topics topics = Topics.defaults();
    private final TopologyTestDriver driver = driver(gallery, topics);
    private final TestInputTopic<String, byte[]> topic =
            driver.createInputTopic(topics.gallery().name(), new StringSerializer(), new ByteArraySerializer());

    @AfterEach
    void closeDriver() {
        driver.close();
    }

    @Test
    void shouldMatchSubjectWhenEntryIsRead() {
        // When
        put("ada", null, EAST);
        put("bob", null, NORTH);

        // Then
        assertThat(gallery.subjects(CONTRACT)).isEqualTo(2);
        assertThat(gallery.match(CONTRACT, EAST, NOW).orElseThrow().best().subject())
                .isEqualTo("ada");
        assertThat(gallery.match("other@2", EAST, NOW)).isEmpty();
    }

    @Test
    void shouldRemoveSubjectWhenTombstoneIsRead() {
        // Given
        put("ada", null, EAST);

        // When
        topic.pipeInput(key("ada"), null);

        // Then
        assertThat(gallery.match(CONTRACT, EAST, NOW)).isEmpty();
        assertThat(gallery.subjects(CONTRACT)).isZero();
        assertThat(gallery.unusableEntries()).isZero();
    }

    @Test
    void shouldMatchNewTemplatesOnlyWhenEntryIsReplaced() {
        // Given
        put("ada", null, EAST);
        put("ada", null, NORTH);

        // Then
        assertThat(gallery.match(CONTRACT, EAST, NOW).orElseThrow().best().score())
                .isCloseTo(0, within(1e-6f));
    }

    @Test
    void shouldNotMatchSubjectWhenConsentHasEnded() {
        // Given
        put("ada", NOW, EAST);

        // Then
        assertThat(gallery.match(CONTRACT, EAST, NOW)).isPresent();
        assertThat(gallery.match(CONTRACT, EAST, NOW.plusNanos(1000))).isEmpty();
        assertThat(gallery.consentExpiresAt(CONTRACT, "ada")).contains(NOW);
    }

    @Test
    void shouldSkipAndCountEntryWhenItIsUnusable() {
        // Given
        put("ada", null, EAST);

        // When
        topic.pipeInput(key("bob"), "no avro at all".getBytes(StandardCharsets.UTF_8));
        topic.pipeInput("no key", bytes(entry("bob", null, NORTH)));
        topic.pipeInput(null, bytes(entry("bob", null, NORTH)));
        topic.pipeInput(key("bob"), bytes(entry("cleo", null, NORTH)));
        topic.pipeInput(key("bob"), bytes(entry("bob", null, new float[] {1, 0, 0})));
        topic.pipeInput(key("bob"), bytes(entry("bob", null, new float[] {5, 5})));
        topic.pipeInput(key("bob"), bytes(entry("bob", null, new float[] {Float.NaN, 0})));
        put("dan", null, NORTH);

        // Then
        assertThat(gallery.unusableEntries()).isEqualTo(7);
        assertThat(gallery.subjects(CONTRACT)).isEqualTo(2);
        assertThat(gallery.match(CONTRACT, NORTH, NOW).orElseThrow().best().subject())
                .isEqualTo("dan");
    }

    @Test
    void shouldSkipAndCountEntryWhenItExceedsTheLimits() {
        // Given
        float[][] tooMany =
                Collections.nCopies(GalleryLimits.TEMPLATES_PER_ENTRY + 1, EAST).toArray(float[][]::new);
        float[] tooWide = new float[GalleryLimits.DIMENSION + 1];
        tooWide[0] = 1;
        GalleryEntry namesNobody = GalleryEntry.newBuilder(entry("eve", null, EAST))
                .setSimilarSubjects(List.of("x".repeat(100_000)))
                .build();

        // When
        topic.pipeInput(key("bob"), bytes(entry("bob", null, tooMany)));
        topic.pipeInput(key("cleo"), bytes(entry("cleo", null, tooWide)));
        topic.pipeInput(key("eve"), bytes(namesNobody));
        topic.pipeInput("ada|" + "m".repeat(129), bytes(entry("ada", null, EAST)));

        // Then
        assertThat(gallery.unusableEntries()).isEqualTo(4);
        assertThat(gallery.subjects(CONTRACT)).isZero();
    }

    @Test
    void shouldSkipEntriesWhenTheGalleryIsFull() {
        // Given
        Gallery small = Gallery.ofValues(4);
        small.put(entry("ada", null, EAST));
        small.put(entry("bob", null, NORTH));

        // When
        ThrowingCallable third = () -> small.put(entry("cleo", null, EAST));

        // Then
        assertThatIllegalArgumentException().isThrownBy(third);
        assertThat(small.subjects(CONTRACT)).isEqualTo(2);
    }

    @Test
    void shouldSkipContractsWhenThereAreTooMany() {
        // Given
        for (int i = 0; i < GalleryLimits.CONTRACTS; i++) {
            topic.pipeInput("ada|m@" + i, bytes(entryOf("m@" + i)));
        }

        // When
        topic.pipeInput("ada|more@1", bytes(entryOf("more@1")));

        // Then
        assertThat(gallery.unusableEntries()).isEqualTo(1);
        assertThat(gallery.subjects("more@1")).isZero();
    }

    private static GalleryEntry entryOf(String contract) {
        return GalleryEntry.newBuilder(entry("ada", null, EAST))
                .setContract(contract)
                .build();
    }

    @Test
    void shouldRemovePreviousEntryWhenNewEntryIsUnusable() {
        // Given
        put("ada", null, EAST);

        // When
        topic.pipeInput(key("ada"), new byte[] {1, 2, 3});

        // Then
        assertThat(gallery.match(CONTRACT, EAST, NOW)).isEmpty();
    }

    @Test
    void shouldAcceptEntriesWhenFirstOfContractIsUnusable() {
        // Given
        topic.pipeInput(key("bob"), bytes(entry("bob", null, new float[] {5, 5, 5})));
        topic.pipeInput(key("eve"), bytes(new GalleryEntry("eve", CONTRACT, 3, List.of(), null, List.of())));
        topic.pipeInput(key("fay"), bytes(new GalleryEntry("fay", CONTRACT, 0, List.of(), null, List.of())));

        // When
        put("ada", null, EAST);

        // Then
        assertThat(gallery.unusableEntries())
                .as("an entry without templates is valid, one without dimension is not")
                .isEqualTo(2);
        assertThat(gallery.match(CONTRACT, EAST, NOW).orElseThrow().best().subject())
                .isEqualTo("ada");
    }

    @Test
    void shouldRequireNoLeadWhenSubjectsAreSimilar() {
        // Given
        put("ada", null, degrees(0));
        putSimilar("twin", List.of("ada"), degrees(1)); // the entry of one of the two is enough
        put("bob", null, degrees(60));

        // When
        SubjectMatch match = gallery.match(CONTRACT, degrees(0), NOW).orElseThrow();

        // Then
        assertThat(match.best().subject()).isEqualTo("ada");
        assertThat(match.runnerUp().subject()).isEqualTo("twin");
        assertThat(match.rival().subject()).isEqualTo("bob");
        assertThat(match.margin()).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void shouldRequireLeadWhenThirdSubjectIsNearerThanTheSimilarOne() {
        // Given
        putSimilar("ada", List.of("twin"), degrees(0));
        put("bob", null, degrees(1));
        putSimilar("twin", List.of("ada"), degrees(5));

        // When
        SubjectMatch match = gallery.match(CONTRACT, degrees(0), NOW).orElseThrow();

        // Then
        assertThat(match.rival().subject()).isEqualTo("bob");
    }

    @Test
    void shouldHaveNoRivalWhenAllOthersAreSimilar() {
        // Given
        putSimilar("ada", List.of("twin"), degrees(0));
        put("twin", null, degrees(1));

        // When
        SubjectMatch match = gallery.match(CONTRACT, degrees(0), NOW).orElseThrow();

        // Then
        assertThat(match.runnerUp().subject()).isEqualTo("twin");
        assertThat(match.rival()).isNull();
        assertThat(match.margin()).isInfinite();
    }

    @Test
    void shouldRequireLeadWhenSimilarSubjectIsNoLongerListed() {
        // Given
        putSimilar("ada", List.of("twin"), degrees(0));
        putSimilar("twin", List.of("ada"), degrees(1));
        topic.pipeInput(key("twin"), null);
        put("ada", null, degrees(0));
        put("twin", null, degrees(1));

        // When
        SubjectMatch match = gallery.match(CONTRACT, degrees(0), NOW).orElseThrow();

        // Then
        assertThat(match.rival().subject()).isEqualTo("twin");
    }

    @Test
    void shouldRequireLeadWhenMoreSubjectsListTheBestOneThanAnEntryMayList() {
        // Given
        put("ada", null, degrees(0));
        for (int other = 1; other <= Gallery.MAXIMUM_SIMILAR + 1; other++) {
            putSimilar("other-" + other, List.of("ada"), degrees(other));
        }

        // When
        SubjectMatch match = gallery.match(CONTRACT, degrees(0), NOW).orElseThrow();

        // Then
        assertThat(match.rival().subject()).isEqualTo("other-" + (Gallery.MAXIMUM_SIMILAR + 1));
    }

    @Test
    void shouldSkipEntryWhenItListsTooManySimilarSubjects() {
        // Given
        List<String> nine =
                IntStream.range(0, 9).mapToObj(other -> "other-" + other).toList();

        // When
        putSimilar("ada", nine, EAST);

        // Then
        assertThat(gallery.unusableEntries()).isOne();
        assertThat(gallery.match(CONTRACT, EAST, NOW)).isEmpty();
    }

    @Test
    void shouldAcceptOtherDimensionWhenContractIsEmptyAgain() {
        // Given
        put("bob", null, new float[] {1, 0, 0});
        topic.pipeInput(key("bob"), null);

        // When
        put("ada", null, EAST);

        // Then
        assertThat(gallery.subjects(CONTRACT)).isOne();
        assertThat(gallery.unusableEntries()).isZero();
    }

    @Test
    void shouldMatchNoSubjectWhenDimensionDiffers() {
        // Given
        put("bob", null, new float[] {1, 0, 0});

        // Then
        assertThat(gallery.match(CONTRACT, EAST, NOW)).isEmpty();
        assertThat(gallery.centres(CONTRACT, 2)).isEmpty();
    }

    @Test
    void shouldComputeCentreOfEachSubject() {
        // Given
        put("ada", null, EAST, NORTH);
        String version = gallery.centres(CONTRACT, 2).orElseThrow().version();

        // When
        put("bob", null, NORTH);

        // Then
        TemplateSnapshot centres = gallery.centres(CONTRACT, 2).orElseThrow();
        float diagonal = (float) Math.sqrt(0.5);
        assertThat(centres.nearest(new float[] {diagonal, diagonal}, 0, 5))
                .extracting(scored -> scored.subject())
                .containsExactly("ada", "bob");
        assertThat(centres.size()).isEqualTo(2);
        assertThat(centres.version()).isNotEqualTo(version);
        centres.forEach(
                (subject, unit, until) -> assertThat(HalfFloats.round(unit)).containsExactly(unit));
        assertThatIllegalStateException().isThrownBy(() -> Gallery.ofTemplates().centres(CONTRACT, 2));
    }

    @Test
    void shouldBeEmptyWhenStoreIsOpenedAgain() {
        // Given
        put("ada", null, EAST);

        // When
        try (TopologyTestDriver again = driver(gallery, topics)) {

            // Then
            assertThat(again.getAllStateStores()).containsKey(Gallery.STORE);
            assertThat(gallery.subjects(CONTRACT)).isZero();
        }
    }

    private void put(String subject, @Nullable Instant consent, float[]... units) {
        topic.pipeInput(key(subject), bytes(entry(subject, consent, units)));
    }

    private void putSimilar(String subject, List<String> similar, float[] unit) {
        GalleryEntry entry = GalleryEntry.newBuilder(entry(subject, null, unit))
                .setSimilarSubjects(similar)
                .build();
        topic.pipeInput(key(subject), bytes(entry));
    }

    private static float[] degrees(int degrees) {
        double angle = Math.toRadians(degrees);
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    private byte[] bytes(GalleryEntry entry) {
        return topics.gallery().value().serializer().serialize(topics.gallery().name(), entry);
    }

    private static String key(String subject) {
        return new GalleryKey(subject, CONTRACT).toString();
    }

    private static GalleryEntry entry(String subject, @Nullable Instant consent, float[]... units) {
        List<Template> templates = new ArrayList<>();
        for (float[] unit : units) {
            List<Float> values = new ArrayList<>();
            for (float value : unit) {
                values.add(value);
            }
            templates.add(new Template(values, "00", new Quality(100f, 100f, 0.5f, 0f, 0f, 0f), NOW, false));
        }
        return new GalleryEntry(subject, CONTRACT, units[0].length, templates, consent, List.of());
    }

    private static TopologyTestDriver driver(Gallery gallery, Topics topics) {
        Topology topology = new Topology();
        gallery.addTo(topology, topics.gallery());
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "gallery-test");
        return new TopologyTestDriver(topology, settings);
    }
}
