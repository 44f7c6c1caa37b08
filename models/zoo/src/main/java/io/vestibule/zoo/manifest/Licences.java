package io.vestibule.zoo.manifest;

import java.util.Comparator;
import java.util.stream.Stream;

/** Licences of a model: of the code that defines it, of its weights, and of its training data. */
public record Licences(Licence code, Licence weights, Licence data) {

    /**
     * One licence.
     *
     * @param name its SPDX identifier, or "unknown"
     * @param use  the permitted use
     * @param note the source of this information, or what is unknown
     */
    public record Licence(String name, Use use, String note) {}

    /** Permitted use, in ascending order of strictness. Unknown is treated as no permission. */
    public enum Use {
        ANY,
        NON_COMMERCIAL,
        UNKNOWN
    }

    /** The strictest of several uses; {@code UNKNOWN} if there are none. */
    static Use strictest(Stream<Use> uses) {
        return uses.max(Comparator.naturalOrder()).orElse(Use.UNKNOWN);
    }

    /** The part of a model that a licence covers. */
    public enum Part {
        WEIGHTS,
        DATA
    }
}
