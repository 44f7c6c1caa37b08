package io.vestibule.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.RecordTypes;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/**
 * Adds every changed schema to the history. It is not a test and does not run with the tests, but starts like one: {@code mvn
 * -pl schemas test -Dtest=FreezeSchemas}.
 */
class FreezeSchemas {

    @Test
    void freezeChangedSchemas() throws IOException {
        for (Schema schema : RecordTypes.schemas()) {
            List<Schema> versions = FrozenSchemas.of(schema.getName());
            if (versions.isEmpty() || !sameBytes(schema, versions.get(versions.size() - 1))) {
                versions.forEach(version -> requireReadable(version, schema));
                System.out.println("Frozen: " + FrozenSchemas.freeze(schema));
            }
        }
    }

    private static boolean sameBytes(Schema one, Schema other) {
        return SchemaHistory.fingerprint(one) == SchemaHistory.fingerprint(other);
    }

    private static void requireReadable(Schema old, Schema current) {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(current, old)
                        .getResult())
                .as("%s cannot be frozen, because it cannot read records of an older version", current.getName())
                .matches(result -> result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE);
    }
}
