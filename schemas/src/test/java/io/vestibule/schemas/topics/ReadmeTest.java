package io.vestibule.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.serdes.MultiTypeSerde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Compares the table in README.md with {@link Topics}. */
class ReadmeTest {

    @Test
    void shouldListEveryTopicAsDeclared() throws IOException {
        // Given
        Stream<List<String>> declared = Topics.defaults().all().stream().map(ReadmeTest::row);

        // When
        Stream<List<String>> written = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(ReadmeTest::checkedCells);

        // Then
        assertThat(written).containsExactlyElementsOf(declared.toList());
    }

    private static List<String> row(Topic<?, ?> topic) {
        return List.of(
                "`" + topic.role() + "`",
                "`" + topic.name() + "`",
                types(topic),
                String.valueOf(topic.partitions()),
                kept(topic),
                topic.timestampSource().name().toLowerCase(Locale.ROOT),
                topic.maxMessageBytes() / (1 << 20) + " MiB");
    }

    private static String types(Topic<?, ?> topic) {
        List<Schema> schemas = topic.value() instanceof MultiTypeSerde several
                ? several.schemas()
                : List.of(((AvroSerde<?>) topic.value()).schema());
        return schemas.stream().map(Schema::getName).collect(Collectors.joining(", "));
    }

    private static String kept(Topic<?, ?> topic) {
        if (topic.cleanupPolicy() == CleanupPolicy.COMPACT) {
            return "newest of each key";
        }
        final long hours = topic.retention().toHours();
        return hours == 1 ? "1 hour" : hours <= 24 ? hours + " hours" : hours / 24 + " days";
    }

    /** All cells except the two with prose: the key (third) and the purpose (last). */
    private static List<String> checkedCells(String line) {
        List<String> cells =
                Stream.of(line.split("\\|")).skip(1).map(String::strip).toList();
        return Stream.concat(cells.subList(0, 2).stream(), cells.subList(3, cells.size() - 1).stream())
                .toList();
    }
}
