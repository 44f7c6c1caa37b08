package io.vestibule.service.command;

import io.vestibule.service.cli.CommandOutput;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.VersionProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The program itself. Without a subcommand, it prints its help as an error. */
@CommandLine.Command(
        name = "vestibule",
        versionProvider = VersionProvider.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Turns intercom frames in Kafka into identity events, and faces into soft labels for training.",
        footer = {"", "'vestibule COMMAND --help' explains a command; deploy/app/commands has a page for each."})
public final class VestibuleCommand implements Callable<Integer> {
    @Mixin
    private CommandOutput output = new CommandOutput();

    @Override
    public Integer call() {
        CommandLine program = output.usageError("missing command").getCommandLine();
        program.usage(output.err());
        return ExitCode.USAGE.code();
    }
}
