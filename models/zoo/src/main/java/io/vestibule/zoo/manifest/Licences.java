package io.vestibule.zoo.manifest;

import java.util.Comparator;
import java.util.stream.Stream;

/** What is known of the rights in a model: in the code that defines it, in its weights, in the data it was trained on. */
public record Licences(Licence code, Licence weights, Licence data) {

    /**
     * One licence.
     *
     * @param name its SPDX identifier, or "unknown"
     * @param use  what it allows
     * @param note where that is known from, or what is not known
     */
    public record Licence(String name, Use use, String note) {}

    /** What a licence allows. Unknown is not a softer yes: it is treated as a no. */
    public enum Use {
        ANY,
        NON_COMMERCIAL,
        UNKNOWN
    }

    /** Of several, the use that allows least: unknown less than non-commercial, that less than any. */
    static Use strictest(Stream<Use> uses) {
        return uses.max(Comparator.naturalOrder()).orElse(Use.UNKNOWN);
    }

    /** Which of the three a licence is of. */
    public enum Part {
        WEIGHTS,
        DATA
    }
}
