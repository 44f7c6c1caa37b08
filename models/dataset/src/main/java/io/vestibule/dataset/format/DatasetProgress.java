package io.vestibule.dataset.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vestibule.dataset.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far an unfinished dataset is: what its whole parts hold. Written after each part, and removed when the manifest is there.
 *
 * @param rows of each part
 * @param files by folder, path and SHA-256 of all that has been done
 * @param offsets by topic and partition, the first offset and the one after the last that has been done
 * @param leftOut how many were not taken, by reason
 */
public record DatasetProgress(
        DatasetSpec blueprint,
        List<Integer> rows,
        Map<String, Map<String, String>> files,
        List<DatasetManifest.Offsets> offsets,
        Map<String, Integer> leftOut) {
    public static final String FILE = "unfinished.json";

    public DatasetProgress {
        rows = new ArrayList<>(rows);
        files = new TreeMap<>(files);
        offsets = new ArrayList<>(offsets);
        leftOut = new TreeMap<>(leftOut);
    }

    public static DatasetProgress begun(DatasetSpec blueprint) {
        return new DatasetProgress(blueprint, List.of(), Map.of(), List.of(), Map.of());
    }

    public static DatasetProgress read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return DatasetManifest.JSON.readValue(Files.readAllBytes(file), DatasetProgress.class);
        } catch (JsonProcessingException e) {
            throw new DatasetException(
                    file + " is damaged: " + e.getOriginalMessage() + "; remove the folder and begin anew", e);
        } catch (IOException e) {
            throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    public void write(Path folder) {
        replace(folder.resolve(FILE), DatasetManifest.write(this));
    }

    /** Writes beside, and renames: a reader sees the old text or the new one, whole. */
    public static void replace(Path file, String text) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DatasetException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
