package io.vestibule.lab.evaluation.gate;

import io.vestibule.lab.evaluation.verification.NamedEmbedder;
import java.util.Locale;

/** A model and its role in the comparison. */
record GateModel(Role role, NamedEmbedder model) {

    enum Role {
        /** The candidate. */
        STUDENT,
        /** Trained the student and created the gallery's templates. */
        TEACHER,
        /** Serves at present. */
        INCUMBENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the contract id: name and first digits of the sha256. */
    String id() {
        return model.embedder().contract().id();
    }

    String name() {
        return model.name();
    }

    int dimension() {
        return model.embedder().contract().dimension();
    }
}
