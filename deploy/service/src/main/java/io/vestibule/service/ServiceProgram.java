package io.vestibule.service;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandLines;
import io.vestibule.service.command.BrokerCommand;
import io.vestibule.service.command.EnrolCommand;
import io.vestibule.service.command.EraseCommand;
import io.vestibule.service.command.EventsCommand;
import io.vestibule.service.command.ModelsCommand;
import io.vestibule.service.command.PublishCommand;
import io.vestibule.service.command.RunCommand;
import io.vestibule.service.command.TopicsCommand;
import io.vestibule.service.command.VestibuleCommand;
import java.util.Set;
import picocli.CommandLine;

/** The command line of the service. */
public final class ServiceProgram {
    private ServiceProgram() {}

    /** The complete command line. {@link CommandLine#execute} returns the exit code and does not end the process. */
    public static CommandLine commandLine(CommandContext context) {
        return CommandLines.complete(commands(context), Set.of());
    }

    /** The program with the commands of the service, for a program that adds others. */
    public static CommandLine commands(CommandContext context) {
        return new CommandLine(new VestibuleCommand())
                .addSubcommand(new RunCommand(context))
                .addSubcommand(new BrokerCommand(context))
                .addSubcommand(TopicsCommand.with(context))
                .addSubcommand(new PublishCommand(context))
                .addSubcommand(new EnrolCommand(context))
                .addSubcommand(new EraseCommand(context))
                .addSubcommand(new EventsCommand(context))
                .addSubcommand(ModelsCommand.with(context))
                .addSubcommand(new CommandLine.HelpCommand());
    }
}
