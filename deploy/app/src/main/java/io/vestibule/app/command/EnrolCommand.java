package io.vestibule.app.command;

import io.vestibule.app.config.Configuration;
import io.vestibule.app.enrol.Answer;
import io.vestibule.app.enrol.Answer.Outcome;
import io.vestibule.app.enrol.EnrolmentDesk;
import io.vestibule.app.enrol.Photo;
import io.vestibule.app.kafka.Cluster;
import io.vestibule.schemas.topics.Identifier;
import io.vestibule.schemas.topics.Topics;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Enrols a subject with photographs. */
@CommandLine.Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Adds photographs of a resident to the gallery, and waits until each is accepted or rejected.",
            "'run enrol' must be running somewhere. Nothing need be restarted."
        })
public final class EnrolCommand implements Command {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "ID",
            description = "Subject: 1 to 128 letters, digits, dots, dashes and underscores.")
    private String subject = "";

    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "JPEG or PNG with exactly one face.")
    private List<Path> photos = List.of();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "Consent ends with this day (2027-01-31, UTC) or at this moment (2027-01-31T12:00:00Z).")
    private @Nullable String expires;

    @Option(names = "--allow-conflict", description = "Enrol even a face that looks like another subject's (twins).")
    private boolean allowConflict;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for answers. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(names = "--json", description = "One JSON object a photograph and line.")
    private boolean json;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    public EnrolCommand(Surroundings surroundings) {
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
        requireSubject(spec, subject);
        Optional<Instant> end = expires == null ? Optional.empty() : Optional.of(moment(expires));
        List<Photo> read = photos.stream().map(this::read).toList();
        Configuration configuration = options.load(surroundings);
        Topics topics = configuration.topics().topics();
        try (Cluster cluster = Cluster.connect(configuration.kafka())) {
            cluster.require(List.of(topics.enrolments(), topics.gallery(), topics.deadLetters()));
            List<Answer> answers = new EnrolmentDesk(cluster, topics, Clock.systemUTC(), Duration.ofSeconds(timeout))
                    .enrol(subject, read, end, allowConflict, surroundings.stop());
            answers.forEach(answer -> show(spec, answer, json));
            return exitCode(answers);
        } catch (IllegalArgumentException tooLarge) {
            throw new CommandFailure(ExitCode.FAILED, tooLarge.getMessage(), tooLarge);
        }
    }

    static void requireSubject(CommandSpec spec, String subject) {
        try {
            Identifier.require("subject", subject);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage(), refused);
        }
    }

    static void show(CommandSpec spec, Answer answer, boolean json) {
        spec.commandLine().getOut().println(json ? Json.line(answer) : answer.inWords());
        spec.commandLine().getOut().flush();
    }

    /** The worst of the answers: not to know is worse than to know that a photograph is no good. */
    static ExitCode exitCode(List<Answer> answers) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        answers.forEach(answer -> outcomes.add(answer.outcome()));
        if (outcomes.contains(Outcome.UNANSWERED)) {
            return ExitCode.NO_ANSWER;
        }
        return outcomes.contains(Outcome.REJECTED) ? ExitCode.REJECTED : ExitCode.OK;
    }

    private Photo read(Path photo) {
        try {
            return Photo.read(surroundings.directory().resolve(photo));
        } catch (UncheckedIOException failure) {
            String why = failure.getCause() instanceof NoSuchFileException
                    ? "no such file"
                    : String.valueOf(failure.getCause().getMessage());
            throw new CommandFailure(ExitCode.FAILED, "photograph " + photo + ": " + why, failure);
        }
    }

    private Instant moment(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException refused) {
            throw new ParameterException(
                    spec.commandLine(), "--expires takes 2027-01-31 or 2027-01-31T12:00:00Z, not " + text, refused);
        }
    }
}
