package io.vestibule.common.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a misspelled one probably means. */
public final class Spelling {
    private static final int MAXIMUM_EDITS = 3;

    /** One edit for this many letters: short names are not similar to everything. */
    private static final int LETTERS_PER_EDIT = 4;

    private Spelling() {}

    /** The most similar candidate; empty if none is similar enough. */
    public static Optional<String> closest(String name, Collection<String> candidates) {
        int maximum = Math.min(MAXIMUM_EDITS, name.length() / LETTERS_PER_EDIT);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= maximum)
                .filter(candidate -> distance(name, candidate) <= maximum)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : fewestEdits(distances, from, i, to, j);
            }
        }
        return distances[from.length()][to.length()];
    }

    private static int fewestEdits(int[][] distances, String from, int i, String to, int j) {
        char last = from.charAt(i - 1);
        int replaced = distances[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(fewest, distances[i - 2][j - 2] + 1) : fewest;
    }
}
