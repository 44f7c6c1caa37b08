package io.vestibule.service.command;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.enrol.EnrolmentOptions;
import io.vestibule.service.enrol.EnrolmentResult.Outcome;
import io.vestibule.service.enrol.PhotoFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Enrols subjects with photographs. */
@CommandLine.Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Adds photographs of one or many subjects to the gallery, and waits until each is accepted or rejected.",
            "Each photograph goes to the enrolments topic, so 'run enrol' must be running. No process needs a restart.",
            "A request without a response in time expires, and is not carried out later."
        },
        footerHeading = "%n",
        footer = {
            "Hidden files, empty files and files that are no pictures are skipped in folders, and counted on standard error.",
            "",
            "A photograph is rejected for one of these reasons: no face, several faces, face too small, too blurred, badly lit"
                    + " or turned too far, another person than on the subject's other photographs, or a conflict with another"
                    + " subject.",
            "",
            "JSON keys: subject, photo, outcome (ACCEPTED, REJECTED, NOT_SENT, UNANSWERED), reason (stable, such as"
                    + " SEVERAL_FACES), cause, contracts, similarSubjects.",
            "",
            "Examples:",
            "  vestibule enrol --subject anna photo-1.jpg photo-2.jpg --expires 2027-01-31",
            "  vestibule enrol --subject anna photographs-of-anna/",
            "  vestibule enrol --from residents/"
        })
public final class EnrolCommand extends SubjectCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "PHOTO",
            description = "Picture with exactly one face, or a folder of such pictures.")
    private List<Path> photos = List.of();

    @Option(
            names = "--subject",
            paramLabel = "ID",
            description = "Subject of the photographs: 1 to 128 letters, digits, dots, dashes and underscores.")
    private @Nullable String subject;

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            description =
                    "Enrol many subjects: FOLDER has a sub-folder or a picture for each, named after its subject.")
    private @Nullable Path from;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "End of consent: last day (2027-01-31, UTC) or time (2027-01-31T12:00:00Z).")
    private @Nullable String expires;

    @Option(
            names = "--allow-conflict",
            description = "Also enrol a face that is similar to another subject's, as of twins.")
    private boolean allowConflict;

    @Option(
            names = "--allow-different",
            description = "Also enrol a face that does not match the subject's other photographs.")
    private boolean allowDifferent;

    public EnrolCommand(CommandContext context) {
        super(context);
    }

    @Override
    Requests requests() {
        EnrolmentOptions enrolment =
                new EnrolmentOptions(expires == null ? null : endOfConsent(expires), allowConflict, allowDifferent);
        PhotoFiles files = files();
        if (files.photos().isEmpty()) {
            throw new CommandException(ExitCode.FAILED, "no photographs found; " + files.skippedText());
        }
        return (client, results) -> {
            Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
            client.enrol(files.photos(), enrolment, context().stop(), result -> {
                counts.merge(result.outcome(), 1, Integer::sum);
                results.accept(result);
            });
            if (files.photos().size() > 1 || files.skipped() > 0) {
                output().report(summary(counts, files));
            }
        };
    }

    private PhotoFiles files() {
        if ((subject == null) == (from == null) || (from == null) == photos.isEmpty()) {
            throw output().usageError("use either --subject ID with photographs, or --from FOLDER");
        }
        try {
            return from == null
                    ? PhotoFiles.ofSubject(
                            checked(String.valueOf(subject)), photos, context().directory())
                    : PhotoFiles.bySubject(from, context().directory());
        } catch (NoSuchFileException missing) {
            throw new CommandException(ExitCode.FAILED, missing.getMessage() + ": no such file or folder", missing);
        } catch (NotDirectoryException file) {
            throw output().usageError("--from " + from + " is not a folder", file);
        } catch (IOException failure) {
            throw new CommandException(
                    ExitCode.FAILED, "cannot read the photographs: " + failure.getMessage(), failure);
        }
    }

    private static String summary(Map<Outcome, Integer> counts, PhotoFiles files) {
        String outcomes = counts.entrySet().stream()
                .map(count -> count.getValue() + " "
                        + count.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        return "%d photographs: %s; %s".formatted(files.photos().size(), outcomes, files.skippedText());
    }

    private Instant endOfConsent(String text) {
        try {
            Instant end = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            if (end.isBefore(Instant.now())) {
                throw output().usageError("--expires must be in the future, not " + text);
            }
            return end;
        } catch (DateTimeParseException refused) {
            throw output().usageError(
                            "--expires must be a day (2027-01-31) or a time (2027-01-31T12:00:00Z), not " + text,
                            refused);
        }
    }
}
