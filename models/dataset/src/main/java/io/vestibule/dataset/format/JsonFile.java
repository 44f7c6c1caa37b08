package io.vestibule.dataset.format;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.common.AtomicFile;
import io.vestibule.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The JSON files of a dataset: keys in snake case, indented by two spaces, with line feeds on every platform. */
public final class JsonFile {

    /** The mapper of all JSON in datasets. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // A list that is missing in a manifest is empty.
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private JsonFile() {}

    /** The text of the file for a value. */
    public static String text(Object value) {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        try {
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot convert " + value.getClass() + " to JSON", e);
        }
    }

    /**
     * Writes or replaces the file in one step, so that a reader never finds half of it.
     *
     * @throws DatasetException if it cannot be written
     */
    public static void write(Path file, Object value) {
        try {
            AtomicFile.write(file, text(value));
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
