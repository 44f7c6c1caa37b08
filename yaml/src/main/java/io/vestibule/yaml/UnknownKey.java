package io.vestibule.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Error messages about unknown keys. */
public final class UnknownKey {

    /** Most edits between a misspelt key and the suggested one. */
    private static final int MAX_EDITS = 2;

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
        String suggestion = nearest(key, known)
                .map(similar -> "; did you mean \"" + similar + "\"?")
                .orElseGet(() -> "; keys are " + String.join(", ", new TreeSet<>(known)));
        return location + ": unknown key \"" + key + "\"" + suggestion;
    }

    private static Optional<String> nearest(String key, Collection<String> known) {
        return known.stream()
                .filter(candidate -> edits(key, candidate) <= MAX_EDITS)
                .min(Comparator.comparingInt((String candidate) -> edits(key, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Damerau-Levenshtein distance with adjacent transpositions (optimal string alignment). */
    private static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                edits[i][j] =
                        Math.min(edits[i - 1][j - 1] + substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
