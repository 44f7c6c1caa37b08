package io.vestibule.app;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.process.StopSignal;
import java.nio.file.Path;

/** Main class of vestibule.jar. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code;
        try (StopSignal stop = StopSignal.ofProcess()) {
            code = Program.commandLine(new CommandContext(Path.of(""), System.getenv(), stop))
                    .execute(arguments);
        }
        System.exit(code);
    }
}
