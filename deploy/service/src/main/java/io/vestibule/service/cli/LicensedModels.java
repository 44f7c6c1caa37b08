package io.vestibule.service.cli;

import io.vestibule.service.config.ModelSettings;
import io.vestibule.service.config.ModelSettings.Profile;
import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.manifest.LicenceFinding;
import java.util.stream.Collectors;

/** Models whose licences the profile allows. */
public final class LicensedModels {
    private LicensedModels() {}

    /**
     * Opens the zoo for a command that runs its models.
     *
     * @throws CommandException if the profile does not allow the licence of a model; the message names all such models
     */
    public static Zoo open(ModelSettings settings, CommandContext context) {
        Zoo zoo = Zoo.open(settings.cacheFolder(context.environment()));
        String refused = zoo.manifest().licenceFindings().stream()
                .filter(finding -> settings.profile() == Profile.PRODUCTION && finding.refuses())
                .map(LicenceFinding::toString)
                .collect(Collectors.joining(", "));
        if (!refused.isEmpty()) {
            throw new CommandException(
                    ExitCode.MODELS_MISSING, "models.profile: \"production\" does not allow these models: " + refused);
        }
        return zoo;
    }
}
