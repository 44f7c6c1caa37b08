package io.vestibule.app.command.lab;

import io.vestibule.lab.demo.Demo;
import io.vestibule.lab.demo.DemoSettings;
import io.vestibule.lab.demo.DemoSummary;
import io.vestibule.lab.demo.live.DemoScreen;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.CommandOutput;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.JsonLine;
import io.vestibule.service.cli.KafkaLogging;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.ModelSettings;
import io.vestibule.zoo.PreparedModels;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the demo: broker, topologies and simulated doors in this process. */
@CommandLine.Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a demo of the whole pipeline on this machine.",
            "Starts a broker and the topologies in this process, plays four simulated doors with real photographs, "
                    + "and compares the identity events with the script. Takes about two minutes and writes a report."
        })
public final class DemoCommand implements Command {
    private final CommandContext context;
    private final SceneScript script;

    @Mixin
    private CommandOutput output = new CommandOutput();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "vestibule-report",
            description = "Folder for the report; created if missing. Default: ${DEFAULT-VALUE}.")
    private Path report = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "2",
            description = "Script seconds per wall-clock second; on a slow machine the cameras wait for the pipeline. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Seed of the sensor noise. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--hide-faces", description = "Show silhouettes instead of faces in the report.")
    private boolean hideFaces;

    @Option(names = "--json", description = "Print the summary as one JSON object in the last line.")
    private boolean json;

    public DemoCommand(CommandContext context) {
        this(context, SceneScript.standard());
    }

    DemoCommand(CommandContext context, SceneScript script) {
        this.context = context;
        this.script = script;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING, ExitCode.DEMO_UNSAFE);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        if (!(speed > 0)) {
            throw output.usageError("--speed must be greater than 0, not " + speed);
        }
        KafkaLogging.silence(context.environment());
        Configuration configuration = options.load(context);
        ModelSettings models = configuration.models();
        DemoScreen screen = DemoScreen.on(output.out(), context.environment());
        try {
            PreparedModels prepared = LicensedModels.open(models, context).prepare(models.source(), screen::printStep);
            Path folder = context.directory().resolve(report);
            DemoSummary summary = new Demo(
                            new DemoSettings(configuration, script, speed, seed, folder, hideFaces),
                            prepared,
                            screen,
                            context.stop())
                    .run();
            summary.lines().forEach(output::result);
            if (json) {
                output.result(JsonLine.of(summary));
            }
            return codeOf(summary);
        } catch (CancellationException stopped) {
            throw new CommandException(ExitCode.FAILED, stopped);
        }
    }

    static ExitCode codeOf(DemoSummary summary) {
        return summary.isSafe() ? ExitCode.OK : ExitCode.DEMO_UNSAFE;
    }
}
