package io.vestibule.lab.label;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An image file of the user.
 *
 * @param folder name of the image folder in the dataset
 * @param path relative to the folder, with slashes
 * @param identity name of the sub-folder; empty for an image that is in no sub-folder
 */
public record Photograph(Path file, String folder, String path, Optional<String> identity) {

    /** The path of the file in the dataset. */
    public String name() {
        return folder + "/" + path;
    }
}
