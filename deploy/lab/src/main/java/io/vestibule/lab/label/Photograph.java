package io.vestibule.lab.label;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An image file of the user's.
 *
 * @param folder name of the folder that was named, as the dataset calls it
 * @param path within that folder, with slashes
 * @param identity whose face it is, as the name of its sub-folder says; empty for an image in no sub-folder
 */
public record Photograph(Path file, String folder, String path, Optional<String> identity) {

    /** What the dataset calls it. */
    public String name() {
        return folder + "/" + path;
    }
}
