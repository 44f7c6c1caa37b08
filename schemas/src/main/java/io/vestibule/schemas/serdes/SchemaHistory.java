package io.vestibule.schemas.serdes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Schemas by fingerprint: every released version of every record, and schemas that the caller adds. Immutable.
 *
 * <p>The versions are resources of this module, such as {@code history/Frame/1.avsc}. {@code history/index.txt} lists them
 * with their fingerprints, because the entries of a jar cannot be listed as resources.
 */
public final class SchemaHistory implements SchemaStore {

    private static final String FOLDER = "/io/vestibule/schemas/history/";

    private final Map<Long, Schema> byFingerprint;

    private SchemaHistory(Map<Long, Schema> byFingerprint) {
        this.byFingerprint = byFingerprint;
    }

    /** All schemas that this version of Vestibule knows, read from the class path once. */
    public static SchemaHistory shipped() {
        return Shipped.HISTORY;
    }

    /** Returns this history with more schemas, so that an older program can read the records of a newer one. */
    public SchemaHistory with(Collection<Schema> more) {
        Map<Long, Schema> all = new HashMap<>(byFingerprint);
        more.forEach(schema -> all.put(fingerprint(schema), schema));
        return new SchemaHistory(Map.copyOf(all));
    }

    /** Returns the schema with this 64-bit Rabin fingerprint; null if it is unknown. */
    @Override
    public @Nullable Schema findByFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    /** All schemas, in no particular order. */
    public Collection<Schema> schemas() {
        return byFingerprint.values();
    }

    /** The fingerprint in a value's header: Avro's 64-bit Rabin fingerprint, which docs and defaults do not change. */
    static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static final class Shipped {

        static final SchemaHistory HISTORY =
                new SchemaHistory(Map.of()).with(paths().map(Shipped::schema).toList());

        private static Stream<String> paths() {
            return text("index.txt").lines().map(line -> line.substring(0, line.indexOf(' ')));
        }

        private static Schema schema(String path) {
            // One parser for each schema: versions of a record share its name, and a parser rejects a repeated name.
            return new Schema.Parser().parse(text(path));
        }

        private static String text(String path) {
            try (InputStream in = SchemaHistory.class.getResourceAsStream(FOLDER + path)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "missing resource " + FOLDER + path + "; check the jar of the schemas");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + FOLDER + path, e);
            }
        }
    }
}
