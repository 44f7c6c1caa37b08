package io.vestibule.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
    void shouldDocumentEveryTypeAndField(Schema type) {
        // Given
        Map<String, String> docs = new LinkedHashMap<>();
        docs.put(type.getName(), type.getDoc());
        if (type.getType() == Schema.Type.RECORD) {
            type.getFields().forEach(field -> docs.put(type.getName() + "." + field.name(), field.doc()));
        }

        // When
        Stream<Map.Entry<String, String>> documented = docs.entrySet().stream().filter(SchemaDocsTest::isSentence);

        // Then
        assertThat(documented.map(Map.Entry::getKey)).containsExactlyElementsOf(docs.keySet());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void shouldDocumentEverySymbol(Schema type) {
        assertThat(type.getEnumSymbols())
                .allSatisfy(symbol -> assertThat(type.getDoc()).contains("\n" + symbol + ": "));
    }

    @Test
    void shouldReachEveryDeclaredTypeFromRecordTypes() throws IOException {
        // Given
        Set<String> declared = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
            for (Path file : files.toList()) {
                DECLARATION.matcher(Files.readString(file)).results().forEach(found -> declared.add(found.group(1)));
            }
        }

        // When
        Stream<String> reachable = types().map(Schema::getName);

        // Then
        assertThat(reachable)
                .as("types reachable from %s; add record types of topics and stores there", RecordTypes.class)
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldHaveNoSetters(Class<?> type) {
        assertThat(Stream.of(type.getDeclaredMethods()).map(Method::getName)).noneMatch(name -> name.startsWith("set"));
    }

    static Stream<Schema> types() {
        Map<String, Schema> types = new LinkedHashMap<>();
        RecordTypes.schemas().forEach(schema -> collect(schema, types));
        return types.values().stream();
    }

    /** All enums except Encoding, whose symbols need no explanation. */
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
                // The field documents a primitive type.
            }
        }
    }

    private static boolean isSentence(Map.Entry<String, String> entry) {
        return entry.getValue() != null && entry.getValue().endsWith(".");
    }
}
