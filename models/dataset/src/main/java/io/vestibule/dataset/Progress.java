package io.vestibule.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
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
record Progress(
        Blueprint blueprint,
        List<Integer> rows,
        Map<String, Map<String, String>> files,
        List<Manifest.Offsets> offsets,
        Map<String, Integer> leftOut) {
    static final String FILE = "unfinished.json";

    Progress {
        rows = new ArrayList<>(rows);
        files = new TreeMap<>(files);
        offsets = new ArrayList<>(offsets);
        leftOut = new TreeMap<>(leftOut);
    }

    static Progress begun(Blueprint blueprint) {
        return new Progress(blueprint, List.of(), Map.of(), List.of(), Map.of());
    }

    static Progress read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Manifest.JSON.readValue(Files.readAllBytes(file), Progress.class);
        } catch (JsonProcessingException e) {
            throw new DatasetException(
                    file + " is damaged: " + e.getOriginalMessage() + "; remove the folder and begin anew", e);
        } catch (IOException e) {
            throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    void write(Path folder) {
        replace(folder.resolve(FILE), Manifest.write(this));
    }

    /** Writes beside, and renames: a reader sees the old text or the new one, whole. */
    static void replace(Path file, String text) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(beside, text.getBytes(StandardCharsets.UTF_8));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DatasetException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
