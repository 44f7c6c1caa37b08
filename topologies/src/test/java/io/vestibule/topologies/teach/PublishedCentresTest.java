package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.common.Sha256;
import io.vestibule.schemas.ClassCentre;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.state.PublishedCentresState;
import io.vestibule.schemas.topics.CentresKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedCentresTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final KeyValueStore<String, PublishedCentresState> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("centres"), Serdes.String(), AvroSerde.of(PublishedCentresState.class))
            .withLoggingDisabled()
            .build();
    private final PublishedCentres published = new PublishedCentres(store, Duration.ofDays(30));

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void shouldStoreSubjectsPerPartSoThatNoRecordGrowsWithTheGallery() {
        // When
        published.add(version("a", "ada", "bob"), NOON);

        // Then
        assertThat(store.get(key("a", 0)).getSubjects()).containsExactly("ada");
        assertThat(store.get(key("a", 1)).getSubjects()).containsExactly("bob");
        assertThat(published.isDue(hash("a"), NOON)).isFalse();
    }

    @Test
    void shouldDeleteAllPartsWhenASubjectOfOneIsErased() {
        // Given
        published.add(version("a", "ada", "bob"), NOON);
        published.add(version("b", "ada"), NOON);

        // When
        List<CentresKey> deleted = published.removeOutdated(Set.of("ada"), NOON);

        // Then
        assertThat(deleted).containsExactly(new CentresKey(hash("a"), 0), new CentresKey(hash("a"), 1));
        assertThat(published.isDue(hash("a"), NOON)).isTrue();
        assertThat(published.isDue(hash("b"), NOON)).isFalse();
    }

    @Test
    void shouldDeleteTheVersionsWithTheOldestUseWhenThereAreTooMany() {
        // Given
        for (int i = 0; i < PublishedCentres.MAXIMUM_VERSIONS + 2; i++) {
            published.add(version("v" + i, "ada"), NOON.plusSeconds(i));
        }

        // When
        List<CentresKey> deleted = published.removeOutdated(Set.of("ada"), NOON.plusSeconds(2_000));

        // Then
        assertThat(deleted).containsExactlyInAnyOrder(new CentresKey(hash("v0"), 0), new CentresKey(hash("v1"), 0));
        assertThat(store.approximateNumEntries()).isEqualTo(PublishedCentres.MAXIMUM_VERSIONS);
    }

    /** A version with one subject in each part. */
    private static List<ClassCentres> version(String name, String... subjects) {
        return IntStream.range(0, subjects.length)
                .mapToObj(part -> ClassCentres.newBuilder()
                        .setVersion(hash(name))
                        .setContract("compass@1")
                        .setDimension(2)
                        .setPart(part)
                        .setParts(subjects.length)
                        .setCentres(List.of(new ClassCentre(subjects[part], ByteBuffer.allocate(4))))
                        .build())
                .toList();
    }

    private static String key(String version, int part) {
        return new CentresKey(hash(version), part).toString();
    }

    private static String hash(String text) {
        return Sha256.hex(StandardCharsets.UTF_8.encode(text));
    }
}
