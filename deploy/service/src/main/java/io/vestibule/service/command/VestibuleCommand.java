package io.vestibule.service.command;

import io.vestibule.service.cli.CommandOutput;
import io.vestibule.service.cli.VersionProvider;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The program itself. Without a subcommand, it prints an error. */
@CommandLine.Command(
        name = "vestibule",
        versionProvider = VersionProvider.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Turns intercom frames in Kafka into identity events, and faces into soft labels for training.",
        footer = {"", "'vestibule COMMAND --help' explains a command; deploy/app/commands has a page for each."})
public final class VestibuleCommand implements Runnable {
    @Mixin
    private CommandOutput output = new CommandOutput();

    @Override
    public void run() {
        throw output.usageError("missing command");
    }
}
