package io.vestibule.app.command.lab;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandOutput;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The commands for datasets. */
@CommandLine.Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Exports, describes and verifies datasets of soft labels.")
public final class DatasetCommand implements Runnable {
    @Mixin
    private CommandOutput output = new CommandOutput();

    private DatasetCommand() {}

    public static CommandLine with(CommandContext context) {
        return new CommandLine(new DatasetCommand())
                .addSubcommand(new DatasetExportCommand(context))
                .addSubcommand(new DatasetDescribeCommand(context))
                .addSubcommand(new DatasetVerifyCommand(context));
    }

    @Override
    public void run() {
        throw output.usageError("a command is missing: export, describe or verify");
    }
}
