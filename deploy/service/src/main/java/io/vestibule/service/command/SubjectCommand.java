package io.vestibule.service.command;

import io.vestibule.schemas.topics.Identifier;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.enrol.EnrolmentClient;
import io.vestibule.service.enrol.EnrolmentResult;
import io.vestibule.service.enrol.EnrolmentResult.Outcome;
import io.vestibule.service.kafka.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that sends a request about a subject to the running enrolment topology, and prints the results. */
abstract class SubjectCommand implements Command {
    private final CommandContext context;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Maximum time to wait for the response to a request. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    SubjectCommand(CommandContext context) {
        this.context = context;
    }

    /** Requests to the enrolment topology. */
    interface Requests {
        /** @param results receives each result as soon as it is known */
        void send(EnrolmentClient client, Consumer<EnrolmentResult> results) throws InterruptedException;
    }

    /** Reads the options and files of the command. Problems with them are reported before anything is sent. */
    abstract Requests requests();

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
    public final ExitCode run() throws InterruptedException {
        checkOptions();
        Requests requests = requests();
        Configuration configuration = options.load(context);
        Topics topics = configuration.topics().topics();
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.requireTopics(List.of(topics.enrolments(), topics.gallery(), topics.deadLetters()));
            Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
            requests.send(
                    new EnrolmentClient(cluster, topics, Clock.systemUTC(), Duration.ofSeconds(timeout)), result -> {
                        output.result(result, result.toText());
                        outcomes.add(result.outcome());
                    });
            return exitCode(outcomes);
        }
    }

    final CommandContext context() {
        return context;
    }

    final ResultOutput output() {
        return output;
    }

    /** Returns the subject if it is a valid id. */
    final String checked(String subject) {
        try {
            return Identifier.require("subject", subject);
        } catch (IllegalArgumentException refused) {
            throw output.usageError(String.valueOf(refused.getMessage()), refused);
        }
    }

    private void checkOptions() {
        if (timeout <= 0) {
            throw output.usageError("--timeout must be over 0, not " + timeout);
        }
    }

    /** The exit code of the worst result. A missing response is worse than a rejection. */
    private static ExitCode exitCode(Set<Outcome> outcomes) {
        if (outcomes.contains(Outcome.UNANSWERED)) {
            return ExitCode.NO_ANSWER;
        }
        if (outcomes.contains(Outcome.REJECTED) || outcomes.contains(Outcome.NOT_SENT)) {
            return ExitCode.REJECTED;
        }
        return outcomes.contains(Outcome.NOT_ENROLLED) ? ExitCode.NOT_ENROLLED : ExitCode.OK;
    }
}
