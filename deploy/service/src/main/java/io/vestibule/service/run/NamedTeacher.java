package io.vestibule.service.run;

import io.vestibule.models.Vision;
import io.vestibule.topologies.teach.TeacherEmbedder;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.manifest.Ensemble;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A teacher of the zoo: each embedder is one, and so is the ensemble.
 *
 * @param members names of the models that it consists of, and the SHA-256 of their prepared files, in the order in which they speak
 */
public record NamedTeacher(String name, TeacherEmbedder teacher, List<Member> members) {
    private static final String ENSEMBLE = "teacher";

    /** A model that speaks. */
    public record Member(String name, String sha256) {}

    public NamedTeacher {
        members = List.copyOf(members);
    }

    /** The teacher of that name, if there is one. */
    public static Optional<NamedTeacher> of(String name, PreparedModels prepared, Vision vision) {
        if (name.equals(ENSEMBLE)) {
            List<String> models = prepared.ensemble(ENSEMBLE).members().stream()
                    .map(Ensemble.Member::model)
                    .toList();
            List<Member> members = members(models, prepared);
            return Optional.of(new NamedTeacher(name, TeacherEmbedder.of(vision.teacher(), ids(members)), members));
        }
        return Optional.ofNullable(vision.embedders().get(name)).map(embedder -> {
            List<Member> itself = members(List.of(name), prepared);
            return new NamedTeacher(name, TeacherEmbedder.of(embedder, ids(itself)), itself);
        });
    }

    /** Those that {@link #of} knows. */
    public static Set<String> names(Vision vision) {
        Set<String> names = new TreeSet<>(vision.embedders().keySet());
        names.add(ENSEMBLE);
        return names;
    }

    private static List<Member> members(List<String> models, PreparedModels prepared) {
        return models.stream()
                .map(model -> new Member(model, prepared.model(model).id()))
                .toList();
    }

    private static List<String> ids(List<Member> members) {
        return members.stream().map(Member::sha256).toList();
    }
}
