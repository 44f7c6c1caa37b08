package io.vestibule.service.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the running topologies.
 *
 * @param applicationPrefix what the applications' ids begin with, and with them consumer groups, changelogs and transactions:
 *     "vestibule" makes "vestibule-watch". Two installations on one cluster need two
 * @param stateDirectory folder of local state, one for each process of a machine; empty for the user's own
 * @param frameStore folder of pictures that frames refer to by hash; empty if every frame brings its own
 */
public record RunSettings(String applicationPrefix, Optional<Path> stateDirectory, Optional<Path> frameStore) {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public static final RunSettings DEFAULTS = new RunSettings("vestibule", Optional.empty(), Optional.empty());

    public RunSettings {
        if (!PREFIX.matcher(applicationPrefix).matches()) {
            throw new IllegalArgumentException(
                    "application-prefix must be 1 to 100 letters, digits, dots, dashes and underscores, not \""
                            + applicationPrefix + "\"");
        }
    }

    /** The folder of local state; the default is in the home directory of the user. */
    public Path stateFolder(Map<String, String> environment) {
        return stateDirectory.orElseGet(() -> Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("vestibule"));
    }
}
