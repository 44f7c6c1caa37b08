package io.vestibule.app;

import io.vestibule.app.command.lab.BenchCommand;
import io.vestibule.app.command.lab.DatasetCommand;
import io.vestibule.app.command.lab.DemoCommand;
import io.vestibule.app.command.lab.EvaluateCommand;
import io.vestibule.app.command.lab.GateCommand;
import io.vestibule.app.command.lab.LabelCommand;
import io.vestibule.app.command.lab.TrainCommand;
import io.vestibule.dataset.DatasetException;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.FailureHandler;
import io.vestibule.service.command.BrokerCommand;
import io.vestibule.service.command.EnrolCommand;
import io.vestibule.service.command.EraseCommand;
import io.vestibule.service.command.EventsCommand;
import io.vestibule.service.command.ModelsCommand;
import io.vestibule.service.command.PublishCommand;
import io.vestibule.service.command.RunCommand;
import io.vestibule.service.command.TopicsCommand;
import io.vestibule.service.command.VestibuleCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/** The command line: all commands under one name. */
public final class Program {
    private Program() {}

    /** A command line that is ready to {@linkplain CommandLine#execute execute}. It ends no process; it returns the exit code. */
    public static CommandLine commandLine(CommandContext surroundings) {
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
                .setParameterExceptionHandler(FailureHandler::misuse)
                .setExecutionExceptionHandler(
                        (failure, command, arguments) -> FailureHandler.ofCommand(known(failure), command, arguments))
                .setUsageHelpAutoWidth(true);
        document(program);
        return program;
    }

    /** A dataset's fault as a failure of the command, which needs no stack trace to be understood. */
    private static Exception known(Exception failure) {
        return failure instanceof DatasetException unusable
                ? new CommandException(ExitCode.FAILED, String.valueOf(unusable.getMessage()), unusable)
                : failure;
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
