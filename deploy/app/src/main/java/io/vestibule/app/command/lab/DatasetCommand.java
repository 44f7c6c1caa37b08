package io.vestibule.app.command.lab;

import io.vestibule.service.cli.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes datasets out of topics, and looks after those that are there. */
@CommandLine.Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Exports, describes and checks datasets of soft labels.")
public final class DatasetCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private DatasetCommand() {}

    public static CommandLine with(CommandContext surroundings) {
        return new CommandLine(new DatasetCommand())
                .addSubcommand(new DatasetExportCommand(surroundings))
                .addSubcommand(new DatasetDescribeCommand(surroundings))
                .addSubcommand(new DatasetVerifyCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: export, describe or verify");
    }
}
