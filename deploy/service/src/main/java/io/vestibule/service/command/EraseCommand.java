package io.vestibule.service.command;

import io.vestibule.service.cli.CommandContext;
import java.util.List;
import picocli.CommandLine;

/** Erases a subject. */
@CommandLine.Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Erases a subject: deletes all templates of all models, and waits until the gallery has no more of them.",
            "The request goes to the enrolments topic, so 'run enrol' must be running. No process needs a restart."
        },
        footerHeading = "%n",
        footer = {
            "JSON keys: subject, photo (null), outcome (ERASED, REJECTED, UNANSWERED), reason, cause, contracts.",
            "",
            "Example:",
            "  vestibule erase --subject anna"
        })
public final class EraseCommand extends SubjectCommand {
    public EraseCommand(CommandContext context) {
        super(context);
    }

    @Override
    Request request(String subject) {
        return client -> List.of(client.erase(subject, context().stop()));
    }
}
