package io.vestibule.service.testing;

import io.vestibule.service.ServiceProgram;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.process.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** Result of a command that has run in this JVM: its exit code and its output. */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs a command of the service in a folder without a configuration file, with an empty environment. */
    public static CommandRun of(Path directory, String... arguments) {
        return of(new CommandContext(directory, Map.of(), StopSignal.manual()), arguments);
    }

    /** Runs a command of the service. */
    public static CommandRun of(CommandContext context, String... arguments) {
        return execute(ServiceProgram.commandLine(context), arguments);
    }

    /** Runs a command of any program. */
    public static CommandRun execute(CommandLine program, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new CommandRun(program.execute(arguments), out.toString(), err.toString());
    }
}
