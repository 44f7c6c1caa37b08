package io.vestibule.app.command;

import io.vestibule.app.config.ModelSettings;
import io.vestibule.app.config.ModelSettings.Profile;
import io.vestibule.zoo.LicenceFinding;
import io.vestibule.zoo.Zoo;
import java.util.stream.Collectors;

/** Which models may be used for what. */
final class AllowedModels {
    private AllowedModels() {}

    /**
     * The zoo, for a command that uses its models and not only talks of them.
     *
     * @throws CommandFailure if the profile does not allow the licence of one of the models; names all such
     */
    static Zoo open(ModelSettings settings, Surroundings surroundings) {
        Zoo zoo = Zoo.open(settings.cacheFolder(surroundings.environment()));
        String refused = zoo.manifest().licenceFindings().stream()
                .filter(finding -> settings.profile() == Profile.PRODUCTION && finding.refuses())
                .map(LicenceFinding::toString)
                .collect(Collectors.joining(", "));
        if (!refused.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.MODELS_MISSING, "the profile \"production\" does not allow these models: " + refused);
        }
        return zoo;
    }
}
