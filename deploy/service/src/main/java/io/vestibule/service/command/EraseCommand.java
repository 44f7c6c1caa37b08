package io.vestibule.service.command;

import io.vestibule.service.cli.CommandContext;
import java.util.List;
import picocli.CommandLine;

/** Forgets a subject. */
@CommandLine.Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Forgets a subject: every template of every model, by tombstone. Waits until it is done.",
            "'run enrol' must be running somewhere. Nothing need be restarted."
        })
public final class EraseCommand extends SubjectCommand {
    public EraseCommand(CommandContext surroundings) {
        super(surroundings);
    }

    @Override
    Question question(String subject) {
        return desk -> List.of(desk.erase(subject, surroundings().stop()));
    }
}
