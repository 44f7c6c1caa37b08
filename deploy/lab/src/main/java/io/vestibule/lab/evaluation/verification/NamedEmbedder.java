package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedder;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An embedder and its name on the command line. */
public record NamedEmbedder(String name, Embedder embedder) {
    private static final String TEACHER = "teacher";

    public static Optional<NamedEmbedder> of(Vision vision, String name) {
        Embedder embedder =
                name.equals(TEACHER) ? vision.teacher() : vision.embedders().get(name);
        return Optional.ofNullable(embedder).map(found -> new NamedEmbedder(name, found));
    }

    /** The names that {@link #of} accepts. */
    public static Set<String> names(Vision vision) {
        Set<String> names = new TreeSet<>(vision.embedders().keySet());
        names.add(TEACHER);
        return names;
    }

    /** Id of the embedding space: its own, or that of the model that it was distilled from. */
    public String space() {
        return embedder.contract().space();
    }

    /** Whether embeddings of the two are comparable. */
    public boolean sharesSpaceWith(NamedEmbedder other) {
        return space().equals(other.space());
    }
}
