package io.vestibule.app.testing;

import io.vestibule.app.Program;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.process.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** A command that has run in this JVM: its exit code and what it printed. */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs in a folder without a configuration file, with an empty environment. */
    public static CommandRun of(Path directory, String... arguments) {
        return of(new CommandContext(directory, Map.of(), StopSignal.manual()), arguments);
    }

    public static CommandRun of(CommandContext context, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                Program.commandLine(context).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new CommandRun(program.execute(arguments), out.toString(), err.toString());
    }
}
