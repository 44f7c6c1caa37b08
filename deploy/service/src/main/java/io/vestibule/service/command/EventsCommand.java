package io.vestibule.service.command;

import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.JsonLine;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.events.EventLine;
import io.vestibule.service.events.EventReader;
import io.vestibule.service.events.EventReader.From;
import io.vestibule.service.events.EventReader.Until;
import io.vestibule.service.kafka.Cluster;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows identity events. */
@CommandLine.Command(
        name = "events",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows identity events, one a line.",
            "Those are all that are there; with --follow, those that come from now on, until stopped."
        })
public final class EventsCommand implements Command {
    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until stopped.")
    private boolean follow;

    @Option(names = "--from-beginning", description = "With --follow: first show all that are there.")
    private boolean fromBeginning;

    @Option(names = "--camera", paramLabel = "ID", description = "Only events of this camera.")
    private @Nullable String camera;

    @Option(names = "--json", description = "One JSON object an event and line.")
    private boolean json;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    public EventsCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.BROKER_UNREACHABLE, ExitCode.TOPICS_MISSING);
    }

    @Override
    public ExitCode run() {
        Configuration configuration = options.load(surroundings);
        Topic<String, IdentityEvent> identities =
                configuration.topics().topics().identities();
        PrintWriter err = spec.commandLine().getErr();
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.require(List.of(identities));
            new EventReader(cluster, identities)
                    .read(
                            follow && !fromBeginning ? From.NOW : From.BEGINNING,
                            follow ? Until.STOPPED : Until.CAUGHT_UP,
                            surroundings.stop(),
                            this::show,
                            line -> {
                                err.println(line);
                                err.flush();
                            });
        }
        return ExitCode.OK;
    }

    private void show(IdentityEvent event) {
        if (camera == null || camera.equals(event.getCamera())) {
            EventLine line = EventLine.of(event);
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? JsonLine.line(line) : line.inWords(ZoneId.systemDefault()));
            out.flush();
        }
    }
}
