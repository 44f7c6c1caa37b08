package io.vestibule.app.command.lab;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandOutput;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Groups the commands that measure accuracy. */
@CommandLine.Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measures the accuracy of the models on data with known ground truth.")
public final class EvaluateCommand implements Runnable {
    @Mixin
    private CommandOutput output = new CommandOutput();

    private EvaluateCommand() {}

    public static CommandLine with(CommandContext context) {
        return new CommandLine(new EvaluateCommand())
                .addSubcommand(new EvaluateVerificationCommand(context))
                .addSubcommand(new EvaluateWatchCommand(context));
    }

    @Override
    public void run() {
        throw output.usageError("missing command: verification or watch");
    }
}
