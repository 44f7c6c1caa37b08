package io.vestibule.service.cli;

import io.vestibule.service.process.StopSignal;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process around a command.
 *
 * @param directory the working directory
 * @param environment the environment variables of the process
 * @param stop signal that is raised when the command must stop
 */
public record CommandContext(Path directory, Map<String, String> environment, StopSignal stop) {
    public CommandContext {
        environment = Map.copyOf(environment);
    }
}
