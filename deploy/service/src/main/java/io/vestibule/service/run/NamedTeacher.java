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
 * A teacher of the zoo: an embedder, or the ensemble of several.
 *
 * @param name name of the embedder or of the ensemble
 * @param teacher the embedder with its id
 * @param members the models of the teacher, in the order of their parts in the embedding
 */
public record NamedTeacher(String name, TeacherEmbedder teacher, List<Member> members) {
    private static final String ENSEMBLE = "teacher";

    /**
     * A model of a teacher.
     *
     * @param name name of the model
     * @param sha256 hash of its prepared file
     */
    public record Member(String name, String sha256) {}

    public NamedTeacher {
        members = List.copyOf(members);
    }

    /** The teacher with this name, if there is one. */
    public static Optional<NamedTeacher> of(String name, PreparedModels prepared, Vision vision) {
        if (name.equals(ENSEMBLE)) {
            List<String> models = prepared.ensemble(ENSEMBLE).members().stream()
                    .map(Ensemble.Member::model)
                    .toList();
            List<Member> members = members(models, prepared);
            return Optional.of(new NamedTeacher(name, TeacherEmbedder.of(vision.teacher(), ids(members)), members));
        }
        return Optional.ofNullable(vision.embedders().get(name)).map(embedder -> {
            List<Member> single = members(List.of(name), prepared);
            return new NamedTeacher(name, TeacherEmbedder.of(embedder, ids(single)), single);
        });
    }

    /** All names of teachers. */
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
