package io.vestibule.zoo.students;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.vestibule.zoo.ModelCache;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.files.Checksums;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.prepare.ModelRecipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of students: for each {@code NAME.onnx} as the trainer wrote it, and {@code NAME.json}, its entry, in the shape of
 * the manifest's. A cache has one; that of the sources ships with the release.
 */
public record StudentFolder(Path folder) {

    /**
     * Puts a student into the folder: first its file, then the entry that pins it, so that no entry is ever without a file.
     *
     * @param card with what was measured, and the licence chain
     * @return the entry's file
     * @throws ZooException if there is a student of that name already, or the folder cannot be written
     */
    public Path add(String name, StudentFile file, ModelCard card) {
        return add(name, file, card, Manifest.ofThisRelease());
    }

    Path add(String name, StudentFile file, ModelCard card, Manifest packaged) {
        var onnx = folder.resolve(name + ".onnx");
        var json = folder.resolve(name + ".json");
        if (Files.exists(json)) {
            throw new ZooException("there is a student " + name + " already: delete " + json + " and " + onnx
                    + ", or choose another name");
        }
        var entry = new ModelEntry(name, file.id(), new ModelRecipe.Trained(name + ".onnx"), card);
        StudentRegistry.check(entry, packaged);
        try {
            var bytes = Files.readAllBytes(file.path());
            if (!Checksums.sha256(bytes).equals(file.id())) {
                throw new ZooException(file.path() + " has changed while it was examined: nothing was added");
            }
            ModelCache.write(onnx, bytes);
            ModelCache.write(json, text(entry));
        } catch (IOException e) {
            throw new ZooException("the student cannot be written to " + folder + ": " + e, e);
        }
        return json;
    }

    private static byte[] text(ModelEntry entry) throws IOException {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return (Manifest.json().writer(printer).writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
