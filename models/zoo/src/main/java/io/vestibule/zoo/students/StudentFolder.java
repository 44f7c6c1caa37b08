package io.vestibule.zoo.students;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.vestibule.common.AtomicFile;
import io.vestibule.common.Sha256;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.prepare.ModelRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of students. Each student has {@code NAME.onnx}, as the trainer wrote it, and {@code NAME.json}, its entry in the
 * format of the manifest. Each cache has such a folder, and one in the sources belongs to the release.
 */
public record StudentFolder(Path folder) {

    /**
     * Adds a student. The ONNX file is written first and then the entry that pins it, so each entry has a file.
     *
     * @param card with the measurements and the licence chain
     * @return the entry's file
     * @throws ZooException if there is a student of that name already, or the folder cannot be written
     */
    public Path add(String name, StudentFile file, ModelCard card) {
        return add(name, file, card, Manifest.ofThisRelease());
    }

    Path add(String name, StudentFile file, ModelCard card, Manifest packaged) {
        Path onnx = folder.resolve(name + ".onnx");
        Path json = folder.resolve(name + ".json");
        if (Files.exists(json)) {
            throw new ZooException("there is already a student " + name + ": delete " + json + " and " + onnx
                    + ", or choose another name");
        }
        ModelEntry entry = new ModelEntry(name, file.id(), new ModelRecipe.Trained(name + ".onnx"), card);
        StudentRegistry.check(entry, packaged);
        try {
            byte[] bytes = Files.readAllBytes(file.path());
            if (!Sha256.hex(bytes).equals(file.id())) {
                throw new ZooException(file.path() + " changed during its evaluation; nothing was added");
            }
            Files.createDirectories(folder);
            AtomicFile.write(onnx, bytes);
            AtomicFile.write(json, text(entry));
        } catch (IOException e) {
            throw new ZooException("cannot write the student to " + folder + ": " + e, e);
        }
        return json;
    }

    private static String text(ModelEntry entry) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return Manifest.mapper().writer(printer).writeValueAsString(entry) + "\n";
    }
}
