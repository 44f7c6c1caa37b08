package io.vestibule.app.command;

import io.vestibule.app.config.Configuration;
import io.vestibule.app.config.ModelSettings;
import io.vestibule.app.demo.Demo;
import io.vestibule.app.demo.DemoSettings;
import io.vestibule.app.demo.Summary;
import io.vestibule.app.demo.live.Screen;
import io.vestibule.app.demo.script.Script;
import io.vestibule.zoo.Prepared;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows everything at once, on this machine alone. */
@CommandLine.Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows everything at once, on this machine alone.",
            "Starts a broker and the whole pipeline in this process, lets four simulated doors replay real photographs, "
                    + "and judges the identity events against the script. Ends by itself after a minute or two, with a "
                    + "report."
        })
public final class DemoCommand implements Command {
    private final Surroundings surroundings;
    private final Script script;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "vestibule-report",
            description = "Folder for the report; made if missing. Default: ${DEFAULT-VALUE}.")
    private Path report = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "2",
            description = "Seconds of the script in a second of the clock; where the machine cannot keep up, "
                    + "the cameras wait for it. Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Seed of the sensors' noise. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--hide-faces", description = "Show silhouettes in place of faces in the report.")
    private boolean hideFaces;

    @Option(names = "--json", description = "Print the summary as one JSON object, as the last line.")
    private boolean json;

    public DemoCommand(Surroundings surroundings) {
        this(surroundings, Script.standard());
    }

    DemoCommand(Surroundings surroundings, Script script) {
        this.surroundings = surroundings;
        this.script = script;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING, ExitCode.DEMO_UNSAFE);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        if (!(speed > 0)) {
            throw new ParameterException(spec.commandLine(), "--speed must be over 0, not " + speed);
        }
        KafkaChatter.silence(surroundings.environment());
        PrintWriter out = spec.commandLine().getOut();
        Configuration configuration = options.load(surroundings);
        ModelSettings models = configuration.models();
        Screen screen = Screen.on(out, surroundings.environment());
        try {
            Prepared prepared = AllowedModels.open(models, surroundings).prepare(models.source(), screen::say);
            Path folder = surroundings.directory().resolve(report);
            Summary summary = new Demo(
                            new DemoSettings(configuration, script, speed, seed, folder, hideFaces),
                            prepared,
                            screen,
                            surroundings.stop())
                    .run();
            summary.inWords().forEach(out::println);
            if (json) {
                out.println(Json.line(summary));
            }
            out.flush();
            return codeOf(summary);
        } catch (CancellationException stopped) {
            throw new CommandFailure(ExitCode.FAILED, stopped.getMessage(), stopped);
        }
    }

    static ExitCode codeOf(Summary summary) {
        return summary.isSafe() ? ExitCode.OK : ExitCode.DEMO_UNSAFE;
    }
}
