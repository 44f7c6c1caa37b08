package io.vestibule.common.yaml;

import java.util.Collection;
import java.util.TreeSet;

/** Error messages about unknown keys. */
public final class UnknownKey {

    private UnknownKey() {}

    /**
     * The message, as in {@code vestibule.yaml:3: unknown key "watch.stemm"; did you mean "watch.stem"?}. It lists the known keys if none
     * of them is similar.
     *
     * @param location file and line of the key, or another origin
     * @param key the unknown key with its path
     * @param known paths of the keys that are possible there
     */
    public static String message(String location, String key, Collection<String> known) {
        return message(location, key, known, "keys are " + String.join(", ", new TreeSet<>(known)));
    }

    /**
     * The same message with another hint.
     *
     * @param hint follows the message if no known key is similar
     */
    public static String message(String location, String key, Collection<String> known, String hint) {
        String suggestion = Spelling.closest(key, known)
                .map(similar -> "did you mean \"" + similar + "\"?")
                .orElse(hint);
        return location + ": unknown key \"" + key + "\"; " + suggestion;
    }
}
