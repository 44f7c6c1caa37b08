package io.vestibule.app;

import io.vestibule.app.command.lab.BenchCommand;
import io.vestibule.app.command.lab.DatasetCommand;
import io.vestibule.app.command.lab.DemoCommand;
import io.vestibule.app.command.lab.EvaluateCommand;
import io.vestibule.app.command.lab.GateCommand;
import io.vestibule.app.command.lab.LabelCommand;
import io.vestibule.app.command.lab.TrainCommand;
import io.vestibule.dataset.DatasetException;
import io.vestibule.service.ServiceProgram;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandLines;
import java.util.Set;
import picocli.CommandLine;

/** The command line of the whole program: the commands of the service and of the lab. */
public final class Program {
    private Program() {}

    /** The complete command line. {@link CommandLine#execute} returns the exit code and does not end the process. */
    public static CommandLine commandLine(CommandContext context) {
        CommandLine program = ServiceProgram.commands(context)
                .addSubcommand(new DemoCommand(context))
                .addSubcommand(EvaluateCommand.with(context))
                .addSubcommand(new BenchCommand(context))
                .addSubcommand(new LabelCommand(context))
                .addSubcommand(DatasetCommand.with(context))
                .addSubcommand(new TrainCommand(context))
                .addSubcommand(new GateCommand(context));
        return CommandLines.complete(program, Set.of(DatasetException.class));
    }
}
