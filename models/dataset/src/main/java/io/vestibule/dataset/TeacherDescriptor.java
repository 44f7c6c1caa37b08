package io.vestibule.dataset;

import java.util.List;

/**
 * The teacher whose labels a dataset contains.
 *
 * @param name a model or an ensemble of the zoo
 * @param contract id of the space of its embeddings
 * @param dimension length of its embeddings
 * @param id SHA-256 over the ids of its members, in order
 * @param members its models
 */
public record TeacherDescriptor(String name, String contract, int dimension, String id, List<Member> members) {

    public TeacherDescriptor {
        Sha256Format.require("the id of a teacher", id);
        members = List.copyOf(members);
        if (dimension < 1) {
            throw new IllegalArgumentException("the dimension of an embedding must be 1 or more, not " + dimension);
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
            Sha256Format.require("the sha256 of " + name, sha256);
        }
    }
}
