package io.vestibule.app;

import io.vestibule.app.command.BenchCommand;
import io.vestibule.app.command.BrokerCommand;
import io.vestibule.app.command.Command;
import io.vestibule.app.command.DatasetCommand;
import io.vestibule.app.command.DemoCommand;
import io.vestibule.app.command.EnrolCommand;
import io.vestibule.app.command.EraseCommand;
import io.vestibule.app.command.EvaluateCommand;
import io.vestibule.app.command.EventsCommand;
import io.vestibule.app.command.ExitCode;
import io.vestibule.app.command.Failures;
import io.vestibule.app.command.GateCommand;
import io.vestibule.app.command.LabelCommand;
import io.vestibule.app.command.ModelsCommand;
import io.vestibule.app.command.PublishCommand;
import io.vestibule.app.command.RunCommand;
import io.vestibule.app.command.Surroundings;
import io.vestibule.app.command.TopicsCommand;
import io.vestibule.app.command.TrainCommand;
import io.vestibule.app.command.VestibuleCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/** The command line: all commands under one name. */
public final class Program {
    private Program() {}

    /** A command line that is ready to {@linkplain CommandLine#execute execute}. It ends no process; it returns the exit code. */
    public static CommandLine commandLine(Surroundings surroundings) {
        CommandLine program = new CommandLine(new VestibuleCommand())
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new BrokerCommand(surroundings))
                .addSubcommand(TopicsCommand.with(surroundings))
                .addSubcommand(new PublishCommand(surroundings))
                .addSubcommand(new EnrolCommand(surroundings))
                .addSubcommand(new EraseCommand(surroundings))
                .addSubcommand(new EventsCommand(surroundings))
                .addSubcommand(ModelsCommand.with(surroundings))
                .addSubcommand(EvaluateCommand.with(surroundings))
                .addSubcommand(new BenchCommand(surroundings))
                .addSubcommand(new LabelCommand(surroundings))
                .addSubcommand(DatasetCommand.with(surroundings))
                .addSubcommand(new TrainCommand(surroundings))
                .addSubcommand(new GateCommand(surroundings));
        program.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::misuse)
                .setExecutionExceptionHandler(Failures::ofCommand)
                .setUsageHelpAutoWidth(true);
        document(program);
        return program;
    }

    /** Puts the exit codes of each command under its help. */
    private static void document(CommandLine commandLine) {
        Set<ExitCode> codes = new TreeSet<>(Set.of(ExitCode.OK, ExitCode.USAGE));
        if (commandLine.getCommand() instanceof Command command) {
            codes.addAll(command.exitCodes());
        }
        Map<String, String> list = new LinkedHashMap<>();
        codes.forEach(code -> list.put(String.valueOf(code.code()), code.meaning()));
        commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        commandLine.getCommandSpec().usageMessage().exitCodeList(list);
        commandLine.getSubcommands().values().forEach(Program::document);
    }
}
