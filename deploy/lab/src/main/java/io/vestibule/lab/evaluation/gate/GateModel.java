package io.vestibule.lab.evaluation.gate;

import io.vestibule.lab.evaluation.verification.NamedEmbedder;
import java.util.Locale;

/** A model, and what it is here for. */
record GateModel(Role role, NamedEmbedder model) {

    enum Role {
        /** Wants to serve. */
        STUDENT,
        /** Taught it, and made the gallery's templates. */
        TEACHER,
        /** Serves now. */
        INCUMBENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Its name and the beginning of its file's sha256. */
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
