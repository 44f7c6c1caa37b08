package io.vestibule.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocsTest {

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
    void shouldReachEveryGeneratedTypeFromARecordWithAHistory() throws IOException {
        // Given
        final var generated = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(Path.of("target/generated-sources/avro"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .forEach(name -> generated.add(name.replace(".java", "")));
        }

        // When
        final var reached = types().map(Schema::getName);

        // Then
        assertThat(reached).containsExactlyInAnyOrderElementsOf(generated);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldHaveNoSetter(Class<?> type) {
        assertThat(Stream.of(type.getDeclaredMethods()).map(Method::getName)).noneMatch(name -> name.startsWith("set"));
    }

    static Stream<Schema> types() {
        final var types = new LinkedHashMap<String, Schema>();
        Records.schemas().forEach(schema -> collect(schema, types));
        return types.values().stream();
    }

    /** Encodings explain themselves. */
    static Stream<Schema> enums() {
        return types().filter(type -> type.getType() == Schema.Type.ENUM)
                .filter(type -> !type.getName().equals("Encoding"));
    }

    static Stream<Class<?>> classes() {
        return types().filter(type -> type.getType() == Schema.Type.RECORD)
                .map(type -> SpecificData.get().getClass(type));
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
