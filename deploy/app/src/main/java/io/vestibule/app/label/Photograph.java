package io.vestibule.app.label;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An image file of the user's.
 *
 * @param name what the dataset calls it: the folder that was named, and the path within it, with slashes
 * @param identity whose face it is, as the name of its sub-folder says; empty for an image in no sub-folder
 */
record Photograph(Path file, String name, Optional<String> identity) {}
