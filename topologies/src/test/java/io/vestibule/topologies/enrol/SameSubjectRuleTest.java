package io.vestibule.topologies.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Template;
import io.vestibule.topologies.gallery.TemplateVectors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faces are angles: the cosine of two faces is the cosine of the angle between them. */
class SameSubjectRuleTest {

    /** Rejects 1 % of one person's comparisons at the rate. */
    private static final EmbeddingContract GOOD =
            contract("good@1", List.of(new ErrorRates(0.7f, 1e-4, 0.05), new ErrorRates(0.5f, 1e-3, 0.01)));
    /** Rejects 20 %. */
    private static final EmbeddingContract WEAK = contract("bad@1", List.of(new ErrorRates(0.9f, 1e-3, 0.20)));

    private static final EmbeddingContract NOT_MEASURED = new EmbeddingContract("any@1", 2, 0.8f, 1e-3);

    @Test
    void shouldDecideByTheContractWithTheLowestFalseNonMatchRate() {
        // Given
        SameSubjectRule rule = SameSubjectRule.of(List.of(NOT_MEASURED, WEAK, GOOD), 1e-3);
        SubjectEntries ada = entries(Map.of(NOT_MEASURED, 0, WEAK, 0, GOOD, 0));

        // Then
        assertThat(rule.matches(ada, Map.of(NOT_MEASURED, at(90), WEAK, at(90), GOOD, at(59))))
                .isTrue();
        assertThat(rule.matches(ada, Map.of(NOT_MEASURED, at(0), WEAK, at(0), GOOD, at(61))))
                .isFalse();
    }

    @Test
    void shouldUseTheThresholdOfTheFalseMatchRate() {
        // Given
        SubjectEntries ada = entries(Map.of(GOOD, 0));

        // Then
        assertThat(SameSubjectRule.of(List.of(GOOD), 1e-3).matches(ada, Map.of(GOOD, at(50))))
                .isTrue();
        assertThat(SameSubjectRule.of(List.of(GOOD), 1e-4).matches(ada, Map.of(GOOD, at(50))))
                .isFalse();
    }

    @Test
    void shouldUseTheNextContractWhenTheSubjectHasNoTemplatesInTheFirst() {
        // Given
        SameSubjectRule rule = SameSubjectRule.of(List.of(WEAK, GOOD), 1e-3);
        SubjectEntries ada = entries(Map.of(WEAK, 0));

        // Then
        assertThat(rule.matches(ada, Map.of(WEAK, at(20), GOOD, at(90)))).isTrue();
        assertThat(rule.matches(ada, Map.of(WEAK, at(30), GOOD, at(0)))).isFalse();
    }

    @Test
    void shouldUseTheContractsOwnThresholdWhenNoneWasMeasured() {
        // Given
        SameSubjectRule rule = SameSubjectRule.of(List.of(NOT_MEASURED), 1e-3);
        SubjectEntries ada = entries(Map.of(NOT_MEASURED, 0));

        // Then
        assertThat(rule.matches(ada, Map.of(NOT_MEASURED, at(36)))).isTrue();
        assertThat(rule.matches(ada, Map.of(NOT_MEASURED, at(37)))).isFalse();
    }

    @Test
    void shouldNotMatchWhenNoTemplateIsOfAContractInUse() {
        // Given
        SameSubjectRule rule = SameSubjectRule.of(List.of(GOOD), 1e-3);

        // When
        boolean matches = rule.matches(entries(Map.of(WEAK, 0)), Map.of(GOOD, at(0)));

        // Then
        assertThat(matches).isFalse();
    }

    private static EmbeddingContract contract(String id, List<ErrorRates> measured) {
        return new EmbeddingContract(id, id, 2, 0.7f, 1e-4, measured);
    }

    private static Embedding at(int degrees) {
        return TestModels.direction(degrees, 2);
    }

    private static SubjectEntries entries(Map<EmbeddingContract, Integer> faces) {
        return SubjectEntries.of(
                "ada",
                faces.entrySet().stream()
                        .map(face -> entry(face.getKey(), at(face.getValue())))
                        .toList());
    }

    private static GalleryEntry entry(EmbeddingContract contract, Embedding face) {
        Template template = new Template(
                TemplateVectors.list(face.unit()), "a", new Quality(100f, 80f, 0.5f, 0f, 0f, 0f), Instant.EPOCH, false);
        return new GalleryEntry("ada", contract.id(), 2, List.of(template), null, List.of());
    }
}
