package io.vestibule.service.command;

import io.vestibule.schemas.topics.Identifier;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.cli.ClusterOptions;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.JsonLine;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks the running enrolment something about a subject, and shows its answers. */
abstract class SubjectCommand implements Command {
    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "ID",
            description = "Subject: 1 to 128 letters, digits, dots, dashes and underscores.")
    private String subject = "";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for answers. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(names = "--json", description = "One JSON object an answer and line.")
    private boolean json;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    SubjectCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    /** Something to ask. */
    interface Question {
        List<EnrolmentResult> ask(EnrolmentClient desk) throws InterruptedException;
    }

    /** Reads the command's own flags and files; whatever is wrong with them is told before anything is asked. */
    abstract Question question(String subject);

    @Override
    public final Set<ExitCode> exitCodes() {
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
        requireFlags();
        Question question = question(subject);
        Configuration configuration = options.load(surroundings);
        Topics topics = configuration.topics().topics();
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.require(List.of(topics.enrolments(), topics.gallery(), topics.deadLetters()));
            List<EnrolmentResult> answers =
                    question.ask(new EnrolmentClient(cluster, topics, Clock.systemUTC(), Duration.ofSeconds(timeout)));
            answers.forEach(this::show);
            return exitCode(answers);
        }
    }

    final CommandContext surroundings() {
        return surroundings;
    }

    final ParameterException misuse(String complaint, Exception cause) {
        return new ParameterException(spec.commandLine(), complaint, cause);
    }

    private void requireFlags() {
        try {
            Identifier.require("subject", subject);
        } catch (IllegalArgumentException refused) {
            throw misuse(String.valueOf(refused.getMessage()), refused);
        }
        if (timeout <= 0) {
            throw new ParameterException(spec.commandLine(), "--timeout must be over 0, not " + timeout);
        }
    }

    private void show(EnrolmentResult answer) {
        spec.commandLine().getOut().println(json ? JsonLine.line(answer) : answer.inWords());
        spec.commandLine().getOut().flush();
    }

    /** The worst of the answers: not to know is worse than to know of a rejection. */
    private static ExitCode exitCode(List<EnrolmentResult> answers) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        answers.forEach(answer -> outcomes.add(answer.outcome()));
        if (outcomes.contains(Outcome.UNANSWERED)) {
            return ExitCode.NO_ANSWER;
        }
        return outcomes.contains(Outcome.REJECTED) ? ExitCode.REJECTED : ExitCode.OK;
    }
}
