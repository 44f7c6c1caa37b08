package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.Embedder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeacherTest {

    private static final Embedder ANY = TeachDriver.compass();

    @Test
    void shouldBeAnotherTeacherWhenAMemberChangesOrSpeaksEarlier() {
        String id = Teacher.of(ANY, List.of("aa", "bb")).id();

        assertThat(id)
                .matches("[0-9a-f]{64}")
                .isEqualTo(Teacher.of(ANY, List.of("aa", "bb")).id());
        assertThat(Teacher.of(ANY, List.of("bb", "aa")).id()).isNotEqualTo(id);
        assertThat(Teacher.of(ANY, List.of("aa", "cc")).id()).isNotEqualTo(id);
        assertThat(Teacher.of(ANY, List.of("aab", "b")).id()).isNotEqualTo(id);
    }
}
