package io.vestibule.lab.label;

import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.service.run.NamedTeacher;

/** Describes a teacher of the service in the terms of a dataset's manifest. */
public final class DatasetTeacher {

    private DatasetTeacher() {}

    /** The entry of a manifest for a teacher. */
    public static TeacherDescriptor of(NamedTeacher teacher) {
        EmbeddingContract contract = teacher.teacher().embedder().contract();
        return new TeacherDescriptor(
                teacher.name(),
                contract.id(),
                contract.dimension(),
                teacher.teacher().id(),
                teacher.members().stream()
                        .map(member -> new TeacherDescriptor.Member(member.name(), member.sha256()))
                        .toList());
    }
}
