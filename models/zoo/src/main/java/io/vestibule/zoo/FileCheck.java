package io.vestibule.zoo;

import java.nio.file.Path;

/**
 * Result of {@link Zoo#verify} for one file.
 *
 * @param name name of the model or file in the manifest
 */
public record FileCheck(String name, Path file, State state) {

    /** Result of the comparison with the pinned checksum. */
    public enum State {
        OK,
        MISSING,
        TAMPERED
    }
}
