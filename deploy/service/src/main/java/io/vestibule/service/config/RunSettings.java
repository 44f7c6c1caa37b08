package io.vestibule.service.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the running topologies.
 *
 * @param applicationPrefix prefix of application ids, consumer groups, changelog topics and transactional ids (1 to 100
 *     letters, digits, dots, dashes, underscores). Two installations on one cluster need different prefixes
 * @param stateDirectory local state, one folder per process; {@code none} means {@code $XDG_STATE_HOME/vestibule}, or {@code
 *     ~/.local/state/vestibule} without that variable (folder)
 * @param frameStore images too large for a record, stored as {@code ab/ab12...} by SHA-256; {@code none}: frames contain
 *     their image (folder). A frame without an image refers to a file of this folder by the SHA-256 of its bytes
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
