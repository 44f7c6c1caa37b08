package io.vestibule.app.command;

import io.vestibule.app.config.Configuration;
import io.vestibule.app.enrol.Answer;
import io.vestibule.app.enrol.EnrolmentDesk;
import io.vestibule.app.kafka.Cluster;
import io.vestibule.schemas.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Forgets a subject. */
@CommandLine.Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Forgets a subject: every template of every model, by tombstone. Waits until it is done.",
            "'run enrol' must be running somewhere. Nothing need be restarted."
        })
public final class EraseCommand implements Command {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--subject", required = true, paramLabel = "ID", description = "Subject to forget.")
    private String subject = "";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(names = "--json", description = "Print the answer as one JSON object.")
    private boolean json;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    public EraseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(
                ExitCode.FAILED,
                ExitCode.CONFIGURATION,
                ExitCode.BROKER_UNREACHABLE,
                ExitCode.REJECTED,
                ExitCode.NO_ANSWER,
                ExitCode.TOPICS_MISSING);
    }

    @Override
    public ExitCode run() throws InterruptedException {
        EnrolCommand.requireSubject(spec, subject);
        Configuration configuration = options.load(surroundings);
        Topics topics = configuration.topics().topics();
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.require(List.of(topics.enrolments(), topics.gallery(), topics.deadLetters()));
            Answer answer = new EnrolmentDesk(cluster, topics, Clock.systemUTC(), Duration.ofSeconds(timeout))
                    .erase(subject, surroundings.stop());
            EnrolCommand.show(spec, answer, json);
            return EnrolCommand.exitCode(List.of(answer));
        }
    }
}
