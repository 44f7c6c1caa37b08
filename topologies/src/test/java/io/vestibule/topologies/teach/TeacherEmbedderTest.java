package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.embedding.Embedder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeacherEmbedderTest {

    private static final Embedder ANY = TeachDriver.compass();

    @Test
    void shouldHaveOtherIdWhenMembersOrOrderChange() {
        // When
        String id = TeacherEmbedder.of(ANY, List.of("aa", "bb")).id();

        // Then
        assertThat(id)
                .matches("[0-9a-f]{64}")
                .isEqualTo(TeacherEmbedder.of(ANY, List.of("aa", "bb")).id());
        assertThat(TeacherEmbedder.of(ANY, List.of("bb", "aa")).id()).isNotEqualTo(id);
        assertThat(TeacherEmbedder.of(ANY, List.of("aa", "cc")).id()).isNotEqualTo(id);
        assertThat(TeacherEmbedder.of(ANY, List.of("aab", "b")).id()).isNotEqualTo(id);
    }
}
