package io.vestibule.service.cli;

import io.vestibule.service.config.ModelSettings;
import io.vestibule.service.config.ModelSettings.Profile;
import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.manifest.LicenceFinding;
import java.util.stream.Collectors;

/** Which models may be used for what. */
public final class LicensedModels {
    private LicensedModels() {}

    /**
     * The zoo, for a command that uses its models and not only talks of them.
     *
     * @throws CommandException if the profile does not allow the licence of one of the models; names all such
     */
    public static Zoo open(ModelSettings settings, CommandContext surroundings) {
        Zoo zoo = Zoo.open(settings.cacheFolder(surroundings.environment()));
        String refused = zoo.manifest().licenceFindings().stream()
                .filter(finding -> settings.profile() == Profile.PRODUCTION && finding.refuses())
                .map(LicenceFinding::toString)
                .collect(Collectors.joining(", "));
        if (!refused.isEmpty()) {
            throw new CommandException(
                    ExitCode.MODELS_MISSING, "the profile \"production\" does not allow these models: " + refused);
        }
        return zoo;
    }
}
