package io.vestibule.service;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.process.StopSignal;
import java.nio.file.Path;

/** Main class of vestibule-service.jar. */
public final class ServiceMain {
    private ServiceMain() {}

    public static void main(String[] arguments) {
        int code;
        try (StopSignal stop = StopSignal.ofProcess()) {
            code = ServiceProgram.commandLine(new CommandContext(Path.of(""), System.getenv(), stop))
                    .execute(arguments);
        }
        System.exit(code);
    }
}
