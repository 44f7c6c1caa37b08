package io.vestibule.service.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a misspelled one probably means. */
final class Spelling {
    private static final int MAXIMUM_EDITS = 3;

    /** One edit for this many letters: short names are not similar to everything. */
    private static final int LETTERS_PER_EDIT = 4;

    private Spelling() {}

    /** The most similar candidate, by Levenshtein distance; empty if none is similar enough. */
    static Optional<String> closest(String name, Collection<String> candidates) {
        int maximum = Math.min(MAXIMUM_EDITS, name.length() / LETTERS_PER_EDIT);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= maximum)
                .filter(candidate -> distance(name, candidate) <= maximum)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Number of letters to insert, delete or replace. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
