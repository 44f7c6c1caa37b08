package io.vestibule.schemas.serdes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** The schema history in the source tree: one folder for each record, one file for each version, numbered from 1. */
final class FrozenSchemas {

    private static final Path FOLDER = Path.of("src/main/resources/io/vestibule/schemas/history");

    private FrozenSchemas() {}

    /** All versions of a record, oldest first. */
    static List<Schema> of(String record) throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; Files.exists(file(record, version)); version++) {
            versions.add(new Schema.Parser().parse(Files.readString(file(record, version))));
        }
        return versions;
    }

    /** The expected lines of the index: the relative path of each version, and its fingerprint in hexadecimal. */
    static List<String> index() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .map(FrozenSchemas::line)
                    .toList();
        }
    }

    /** The actual lines of the index. */
    static List<String> writtenIndex() throws IOException {
        return Files.readAllLines(FOLDER.resolve("index.txt"));
    }

    /** Writes a schema as the next version of its record, and updates the index. */
    static Path freeze(Schema schema) throws IOException {
        Path file = file(schema.getName(), of(schema.getName()).size() + 1);
        Files.createDirectories(file.getParent());
        Files.writeString(file, pretty(neutral(schema)));
        Files.writeString(FOLDER.resolve("index.txt"), String.join("\n", index()) + "\n");
        return file;
    }

    /** Removes the hints for Java's code generator, which other languages do not use. */
    private static String neutral(Schema schema) {
        return schema.toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                .replace(",\"avro.java.string\":\"String\"", "");
    }

    private static String line(Path file) {
        try {
            String path = FOLDER.relativize(file).toString().replace('\\', '/');
            Schema schema = new Schema.Parser().parse(Files.readString(file));
            return "%s %016x".formatted(path, SchemaHistory.fingerprint(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty(String json) {
        return SchemaFormatter.format("json/pretty", new Schema.Parser().parse(json)) + "\n";
    }

    private static Path file(String record, int version) {
        return FOLDER.resolve(record).resolve(version + ".avsc");
    }
}
