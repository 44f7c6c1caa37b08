package io.vestibule.dataset.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vestibule.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The progress of an unfinished dataset: what its complete parts contain. It is written after each part, and deleted after the
 * manifest is written. Its collections are mutable.
 *
 * @param rows number of samples of each part
 * @param files the files that were processed: SHA-256 by folder and path
 * @param leftOut number of excluded samples by reason
 */
public record DatasetProgress(
        DatasetSpec spec, List<Integer> rows, Map<String, Map<String, String>> files, Map<String, Integer> leftOut) {

    /** Name of the file. */
    public static final String FILE = "unfinished.json";

    public DatasetProgress {
        rows = new ArrayList<>(rows);
        files = new TreeMap<>(files);
        leftOut = new TreeMap<>(leftOut);
    }

    /** The progress of a new dataset. */
    public static DatasetProgress start(DatasetSpec spec) {
        return new DatasetProgress(spec, List.of(), Map.of(), Map.of());
    }

    /** @throws DatasetException if the file is damaged or cannot be read */
    public static DatasetProgress read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return JsonFile.MAPPER.readValue(Files.readAllBytes(file), DatasetProgress.class);
        } catch (JsonProcessingException e) {
            throw new DatasetException(
                    file + ": damaged: " + e.getOriginalMessage() + "; delete the folder and start again", e);
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    public void write(Path folder) {
        JsonFile.write(folder.resolve(FILE), this);
    }
}
