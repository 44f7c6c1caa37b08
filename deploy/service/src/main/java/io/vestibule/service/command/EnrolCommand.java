package io.vestibule.service.command;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.enrol.EnrolmentClient;
import io.vestibule.service.enrol.EnrolmentResult;
import io.vestibule.service.enrol.PhotoFile;
import java.io.UncheckedIOException;
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
            "Adds photographs of a resident to the gallery, and waits until each is accepted or rejected.",
            "'run enrol' must be running somewhere. Nothing need be restarted."
        })
public final class EnrolCommand extends SubjectCommand {
    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "JPEG or PNG with exactly one face.")
    private List<Path> photos = List.of();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "Consent ends with this day (2027-01-31, UTC) or at this moment (2027-01-31T12:00:00Z).")
    private @Nullable String expires;

    @Option(names = "--allow-conflict", description = "Enrol even a face that looks like another subject's (twins).")
    private boolean allowConflict;

    public EnrolCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    Question question(String subject) {
        Optional<Instant> end = expires == null ? Optional.empty() : Optional.of(moment(expires));
        List<PhotoFile> read = photos.stream().map(this::read).toList();
        return desk -> enrol(desk, subject, read, end);
    }

    private List<EnrolmentResult> enrol(
            EnrolmentClient desk, String subject, List<PhotoFile> read, Optional<Instant> end)
            throws InterruptedException {
        try {
            return desk.enrol(subject, read, end, allowConflict, surroundings().stop());
        } catch (IllegalArgumentException tooLarge) {
            throw new CommandException(ExitCode.FAILED, tooLarge.getMessage(), tooLarge);
        }
    }

    private PhotoFile read(Path photo) {
        try {
            return PhotoFile.read(surroundings().directory().resolve(photo));
        } catch (UncheckedIOException failure) {
            String why = failure.getCause() instanceof NoSuchFileException
                    ? "no such file"
                    : String.valueOf(failure.getCause().getMessage());
            throw new CommandException(ExitCode.FAILED, "photograph " + photo + ": " + why, failure);
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
            throw misuse("--expires takes 2027-01-31 or 2027-01-31T12:00:00Z, not " + text, refused);
        }
    }
}
