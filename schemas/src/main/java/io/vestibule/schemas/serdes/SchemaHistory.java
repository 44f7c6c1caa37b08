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
 * Schemas by fingerprint: every version of every record that was ever released, and what the caller adds. Immutable.
 *
 * <p>The versions lie as {@code history/Frame/1.avsc} and so on beside this module's classes, named with
 * their fingerprints by {@code history/index.txt}, because a jar cannot be listed.
 */
public final class SchemaHistory implements SchemaStore {

    private static final String FOLDER = "/io/vestibule/schemas/history/";

    private final Map<Long, Schema> byFingerprint;

    private SchemaHistory(Map<Long, Schema> byFingerprint) {
        this.byFingerprint = byFingerprint;
    }

    /** All schemas that this version of Vestibule knows. Read from the class path once. */
    public static SchemaHistory shipped() {
        return Shipped.HISTORY;
    }

    /** This history and more: how an older program is taught what a newer one writes. */
    public SchemaHistory with(Collection<Schema> more) {
        final var all = new HashMap<>(byFingerprint);
        more.forEach(schema -> all.put(fingerprint(schema), schema));
        return new SchemaHistory(Map.copyOf(all));
    }

    /** The schema whose 64-bit Rabin fingerprint this is; null if it is not known. */
    @Override
    public @Nullable Schema findByFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    /** Every schema, in no order. */
    public Collection<Schema> schemas() {
        return byFingerprint.values();
    }

    /** The fingerprint that travels with a value: Avro's 64-bit Rabin, which docs and defaults do not change. */
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
            // A parser each: versions of one record share its name, which one parser would refuse.
            return new Schema.Parser().parse(text(path));
        }

        private static String text(String path) {
            try (InputStream in = SchemaHistory.class.getResourceAsStream(FOLDER + path)) {
                if (in == null) {
                    throw new IllegalStateException("the class path lacks " + FOLDER + path);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + FOLDER + path, e);
            }
        }
    }
}
