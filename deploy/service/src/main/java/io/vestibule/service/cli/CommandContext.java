package io.vestibule.service.cli;

import io.vestibule.service.process.StopSignal;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the process around it.
 *
 * @param directory the working directory
 * @param environment the process's variables
 * @param stop raised when the user wants the command to end
 */
public record CommandContext(Path directory, Map<String, String> environment, StopSignal stop) {
    public CommandContext {
        environment = Map.copyOf(environment);
    }
}
