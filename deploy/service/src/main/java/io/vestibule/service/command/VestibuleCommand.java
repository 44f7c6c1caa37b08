package io.vestibule.service.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The name of the program; alone it does nothing. */
@CommandLine.Command(
        name = "vestibule",
        version = "vestibule 0.1.0",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Intercom frames in Kafka become identity events, and soft-labels for the next student.",
        footer = {"", "'vestibule COMMAND --help' explains a command. deploy/app/README.md shows each at work."})
public final class VestibuleCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
