package io.vestibule.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocsTest {

    private static final Pattern DECLARATION = Pattern.compile("^(?:record|enum) (\\w+)", Pattern.MULTILINE);

    @ParameterizedTest
    @MethodSource("types")
    void shouldExplainEveryTypeAndEveryField(Schema type) {
        // Given
        final var docs = new LinkedHashMap<String, String>();
        docs.put(type.getName(), type.getDoc());
        if (type.getType() == Schema.Type.RECORD) {
            type.getFields().forEach(field -> docs.put(type.getName() + "." + field.name(), field.doc()));
        }

        // When
        final var explained = docs.entrySet().stream().filter(SchemaDocsTest::isASentence);

        // Then
        assertThat(explained.map(Map.Entry::getKey)).containsExactlyElementsOf(docs.keySet());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void shouldExplainEverySymbol(Schema type) {
        assertThat(type.getEnumSymbols())
                .allSatisfy(symbol -> assertThat(type.getDoc()).contains("\n" + symbol + ": "));
    }

    @Test
    void shouldReachEveryDeclaredTypeFromARecordWithAHistory() throws IOException {
        // Given
        final var declared = new TreeSet<String>();
        try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
            for (final var file : files.toList()) {
                DECLARATION.matcher(Files.readString(file)).results().forEach(found -> declared.add(found.group(1)));
            }
        }

        // When
        final var reached = types().map(Schema::getName);

        // Then
        assertThat(reached)
                .as(
                        "types reached from %s; a record that travels or is stored on its own belongs there",
                        RecordTypes.class)
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldHaveNoSetter(Class<?> type) {
        assertThat(Stream.of(type.getDeclaredMethods()).map(Method::getName)).noneMatch(name -> name.startsWith("set"));
    }

    static Stream<Schema> types() {
        final var types = new LinkedHashMap<String, Schema>();
        RecordTypes.schemas().forEach(schema -> collect(schema, types));
        return types.values().stream();
    }

    /** Encodings explain themselves. */
    static Stream<Schema> enums() {
        return types().filter(type -> type.getType() == Schema.Type.ENUM)
                .filter(type -> !type.getName().equals("Encoding"));
    }

    static Stream<Class<?>> classes() {
        return types().filter(type -> type.getType() == Schema.Type.RECORD).map(SchemaDocsTest::generatedClass);
    }

    private static Class<?> generatedClass(Schema type) {
        try {
            return Class.forName(type.getFullName());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void collect(Schema schema, Map<String, Schema> types) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), types));
                }
            }
            case ENUM -> types.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), types);
            case MAP -> collect(schema.getValueType(), types);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, types));
            default -> {
                // Primitive: explained by the field that has it.
            }
        }
    }

    private static boolean isASentence(Map.Entry<String, String> entry) {
        return entry.getValue() != null && entry.getValue().endsWith(".");
    }
}
