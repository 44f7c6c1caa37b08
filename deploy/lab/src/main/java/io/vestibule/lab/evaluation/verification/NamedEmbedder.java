package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedder;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An embedder and what the command line calls it. */
public record NamedEmbedder(String name, Embedder embedder) {
    private static final String TEACHER = "teacher";

    public static Optional<NamedEmbedder> of(Vision vision, String name) {
        Embedder embedder =
                name.equals(TEACHER) ? vision.teacher() : vision.embedders().get(name);
        return Optional.ofNullable(embedder).map(found -> new NamedEmbedder(name, found));
    }

    /** Those that {@link #of} knows. */
    public static Set<String> names(Vision vision) {
        Set<String> names = new TreeSet<>(vision.embedders().keySet());
        names.add(TEACHER);
        return names;
    }

    /** The space that its embeddings live in: its own, or that of the model that taught it. */
    public String space() {
        return embedder.contract().space();
    }

    /** Whether embeddings of the two may be compared. */
    public boolean sharesSpaceWith(NamedEmbedder other) {
        return space().equals(other.space());
    }
}
