package io.vestibule.service.command;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.cli.SinceTime;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.events.EventLine;
import io.vestibule.service.events.EventReader;
import io.vestibule.service.events.EventReader.From;
import io.vestibule.service.events.EventReader.Until;
import io.vestibule.service.kafka.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints identity events. */
@CommandLine.Command(
        name = "events",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints identity events, one per line.",
            "Without --follow, it prints all existing events and ends. Only committed events are printed, so none is"
                    + " printed twice."
        },
        footerHeading = "%n",
        footer = {
            "JSON keys: the fields of the schema under their own names; times are in ISO-8601.",
            "",
            "Example:",
            "  vestibule events --follow --camera door-1"
        })
public final class EventsCommand implements Command {
    private static final Duration SEARCH_MARGIN = Duration.ofHours(1);

    private final CommandContext context;

    @Option(
            names = {"-f", "--follow"},
            description = "Print new events until stopped.")
    private boolean follow;

    @Option(names = "--from-beginning", description = "With --follow: first print all existing events.")
    private boolean fromBeginning;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = SinceTime.class,
            description =
                    "Print only events at or after this time: ISO-8601 such as 2026-06-01T12:00:00Z, or a duration"
                            + " before now such as 90m, 12h or 7d.")
    private @Nullable Instant since;

    @Option(names = "--camera", paramLabel = "ID", description = "Print only events of this camera.")
    private @Nullable String camera;

    @Option(names = "--subject", paramLabel = "ID", description = "Print only events with this subject.")
    private @Nullable String subject;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Print only events of this kind: ${COMPLETION-CANDIDATES}. Can be repeated.")
    private Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);

    @Option(names = "--max", paramLabel = "N", description = "End after N printed events.")
    private @Nullable Long most;

    private long printed;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    public EventsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.BROKER_UNREACHABLE, ExitCode.TOPICS_MISSING);
    }

    @Override
    public ExitCode run() {
        if (most != null && most < 1) {
            throw output.usageError("--max must be at least 1, not " + most);
        }
        Configuration configuration = options.load(context);
        Topic<String, IdentityEvent> identities =
                configuration.topics().topics().identities();
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.requireTopics(List.of(identities));
            new EventReader(cluster, identities)
                    .read(
                            from(),
                            follow ? Until.STOPPED : Until.CAUGHT_UP,
                            () -> context.stop().isRaised() || isComplete(),
                            this::print,
                            output::report);
        }
        return ExitCode.OK;
    }

    private From from() {
        if (since != null) {
            // The timestamp of a record may differ a little from the time of its event.
            Instant start = since.minus(SEARCH_MARGIN);
            // Kafka knows no time before 1970.
            return start.isBefore(Instant.EPOCH) ? From.BEGINNING : new From(start);
        }
        return follow && !fromBeginning ? From.NOW : From.BEGINNING;
    }

    private boolean isComplete() {
        return most != null && printed >= most;
    }

    private void print(IdentityEvent event) {
        if (isWanted(event) && !isComplete()) {
            EventLine line = EventLine.of(event);
            output.result(line, line.toText(ZoneId.systemDefault()));
            printed++;
        }
    }

    private boolean isWanted(IdentityEvent event) {
        return (camera == null || camera.equals(event.getCamera()))
                && (subject == null || subject.equals(event.getSubject()))
                && (kinds.isEmpty() || kinds.contains(event.getKind()))
                && (since == null || !event.getAt().isBefore(since));
    }
}
