package io.vestibule.zoo;

import java.nio.file.Path;

/** What {@link Zoo#verify} found of one file. */
public record FileCheck(String name, Path file, State state) {
    /** Whether a file is there, and is what the manifest says. */
    public enum State {
        OK,
        MISSING,
        TAMPERED
    }
}
