package io.vestibule.service.command;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.enrol.EnrolmentClient;
import io.vestibule.service.enrol.EnrolmentResult;
import io.vestibule.service.enrol.PhotoFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Enrols a subject with photographs. */
@CommandLine.Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Adds photographs of a subject to the gallery, and waits until each is accepted or rejected.",
            "Each photograph goes to the enrolments topic, so 'run enrol' must be running. No process needs a restart."
        },
        footerHeading = "%n",
        footer = {
            "A photograph is rejected for one of these reasons: no face, several faces, face too small, too blurred, badly lit"
                    + " or turned too far, or a conflict with another subject.",
            "",
            "JSON keys: subject, photo, outcome (ACCEPTED, REJECTED, UNANSWERED), reason (stable, such as SEVERAL_FACES), cause,"
                    + " contracts.",
            "",
            "Example:",
            "  vestibule enrol --subject anna photo-1.jpg photo-2.jpg --expires 2027-01-31"
        })
public final class EnrolCommand extends SubjectCommand {
    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "JPEG or PNG with exactly one face.")
    private List<Path> photos = List.of();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "End of consent: last day (2027-01-31, UTC) or time (2027-01-31T12:00:00Z).")
    private @Nullable String expires;

    @Option(
            names = "--allow-conflict",
            description = "Also enrol a face that is similar to another subject's, as of twins.")
    private boolean allowConflict;

    public EnrolCommand(CommandContext context) {
        super(context);
    }

    @Override
    Request request(String subject) {
        Optional<Instant> end = expires == null ? Optional.empty() : Optional.of(endOfConsent(expires));
        List<PhotoFile> files = photos.stream().map(this::read).toList();
        return client -> enrol(client, subject, files, end);
    }

    private List<EnrolmentResult> enrol(
            EnrolmentClient client, String subject, List<PhotoFile> files, Optional<Instant> end)
            throws InterruptedException {
        try {
            return client.enrol(subject, files, end, allowConflict, context().stop());
        } catch (IllegalArgumentException tooLarge) {
            throw new CommandException(ExitCode.FAILED, tooLarge);
        }
    }

    private PhotoFile read(Path photo) {
        try {
            return PhotoFile.read(context().directory().resolve(photo));
        } catch (NoSuchFileException missing) {
            throw new CommandException(ExitCode.FAILED, "photograph " + photo + ": no such file", missing);
        } catch (IOException failure) {
            throw new CommandException(ExitCode.FAILED, "photograph " + photo + ": " + failure.getMessage(), failure);
        }
    }

    private Instant endOfConsent(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException refused) {
            throw output().usageError(
                            "--expires must be a day (2027-01-31) or a time (2027-01-31T12:00:00Z), not " + text,
                            refused);
        }
    }
}
