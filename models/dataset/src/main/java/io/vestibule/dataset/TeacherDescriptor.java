package io.vestibule.dataset;

import java.util.List;

/**
 * Whose opinions a dataset holds.
 *
 * @param name a model or an ensemble of the zoo
 * @param contract id of the space that its embeddings live in
 * @param dimension length of its embeddings
 * @param id SHA-256 over the ids of its members, in order
 * @param members the models that it consists of
 */
public record TeacherDescriptor(String name, String contract, int dimension, String id, List<Member> members) {

    public TeacherDescriptor {
        DatasetDigests.checked("a teacher's id", id);
        members = List.copyOf(members);
        if (dimension < 1) {
            throw new IllegalArgumentException("an embedding has at least one dimension, not " + dimension);
        }
    }

    /**
     * A model file.
     *
     * @param name in the zoo
     * @param sha256 of the prepared file
     */
    public record Member(String name, String sha256) {
        public Member {
            DatasetDigests.checked("the sha256 of " + name, sha256);
        }
    }
}
