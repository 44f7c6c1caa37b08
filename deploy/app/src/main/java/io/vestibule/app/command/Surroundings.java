package io.vestibule.app.command;

import io.vestibule.app.process.StopSignal;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the process around it.
 *
 * @param directory the working directory
 * @param environment the process's variables
 * @param stop raised when the user wants the command to end
 */
public record Surroundings(Path directory, Map<String, String> environment, StopSignal stop) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
