package io.vestibule.service.command;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Erases a subject. */
@CommandLine.Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Erases a subject: deletes all templates of all models, and waits until the gallery has no more of them.",
            "The request goes to the enrolments topic, so 'run enrol' must be running. No process needs a restart.",
            "A request without a response in time stays valid, and is carried out later."
        },
        footerHeading = "%n",
        footer = {
            "JSON keys: subject, photo (null), outcome (ERASED, NOT_ENROLLED, REJECTED, UNANSWERED), reason, cause, contracts,"
                    + " similarSubjects (empty).",
            "",
            "Example:",
            "  vestibule erase --subject anna"
        })
public final class EraseCommand extends SubjectCommand {
    @Option(
            names = "--subject",
            required = true,
            paramLabel = "ID",
            description = "Subject: 1 to 128 letters, digits, dots, dashes and underscores.")
    private String subject = "";

    public EraseCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Set<ExitCode> exitCodes() {
        Set<ExitCode> codes = EnumSet.copyOf(super.exitCodes());
        codes.add(ExitCode.NOT_ENROLLED);
        return codes;
    }

    @Override
    Requests requests() {
        String checked = checked(subject);
        return (client, results) ->
                results.accept(client.erase(checked, context().stop()));
    }
}
