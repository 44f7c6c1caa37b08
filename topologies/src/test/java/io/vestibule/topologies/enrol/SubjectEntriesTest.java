package io.vestibule.topologies.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Template;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectEntriesTest {

    private static final EmbeddingContract SMALL = new EmbeddingContract("small@000000000001", 2, 0.5f, 1e-3);
    private static final EmbeddingContract LARGE = new EmbeddingContract("large@000000000002", 3, 0.8f, 1e-3);
    private static final Instant MAY = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-04T12:00:00Z");

    private final SubjectEntries empty = SubjectEntries.of("ada", List.of());

    @Test
    void shouldCreateEntryWhenContractIsNew() {
        // When
        SubjectEntries entries = empty.with(SMALL, template("a"), 10);

        // Then
        assertThat(entries.list())
                .containsExactly(new GalleryEntry("ada", SMALL.id(), 2, List.of(template("a")), null, List.of()));
        assertThat(empty.list()).isEmpty();
    }

    @Test
    void shouldAppendTemplateWhenEntryExists() {
        // Given
        SubjectEntries entries = empty.with(SMALL, template("a"), 10).with(SMALL, template("b"), 10);

        // Then
        assertThat(photos(entries)).containsExactly("a", "b");
        assertThat(entries.hasPhoto("a", SMALL)).isTrue();
        assertThat(entries.hasPhoto("a", LARGE)).isFalse();
        assertThat(entries.hasPhoto("c", SMALL)).isFalse();
    }

    @Test
    void shouldDropOldestTemplateWhenThereAreTooMany() {
        // Given
        SubjectEntries entries = empty.with(SMALL, template("a"), 2)
                .with(SMALL, template("b"), 2)
                .with(SMALL, template("c"), 2);

        // Then
        assertThat(photos(entries)).containsExactly("b", "c");
    }

    @Test
    void shouldSortEntriesAndContracts() {
        // When
        SubjectEntries entries = empty.with(SMALL, template("a"), 2).with(LARGE, template("a"), 2);

        // Then
        assertThat(entries.list()).extracting(GalleryEntry::getContract).containsExactly(LARGE.id(), SMALL.id());
        assertThat(entries.contractsAnd(List.of("other@3", SMALL.id())))
                .containsExactly(LARGE.id(), "other@3", SMALL.id());
    }

    @Test
    void shouldSetEndOfConsentInEveryContract() {
        // When
        SubjectEntries entries = empty.with(SMALL, template("a"), 2)
                .with(LARGE, template("a"), 2)
                .withConsentUntil(JUNE)
                .withConsentUntil(MAY);

        // Then
        assertThat(entries.list()).extracting(GalleryEntry::getConsentExpiresAt).containsExactly(MAY, MAY);
    }

    @Test
    void shouldKeepEndOfConsentWhenLaterPhotographHasNone() {
        // When
        SubjectEntries entries = empty.with(SMALL, template("a"), 2)
                .withConsentUntil(MAY)
                .with(SMALL, template("b"), 2)
                .withConsentUntil(null);

        // Then
        assertThat(entries.list()).extracting(GalleryEntry::getConsentExpiresAt).containsExactly(MAY);
    }

    @Test
    void shouldListSimilarSubjectsInEveryContract() {
        // Given
        SubjectEntries entries = empty.with(SMALL, template("a"), 2)
                .withSimilar(List.of("twin", "bea"))
                .with(LARGE, template("a"), 2);

        // When
        SubjectEntries without = entries.withoutSimilar("bea");

        // Then
        assertThat(entries.list())
                .extracting(GalleryEntry::getSimilarSubjects)
                .containsExactly(List.of("bea", "twin"), List.of("bea", "twin"));
        assertThat(without.list())
                .extracting(GalleryEntry::getSimilarSubjects)
                .containsExactly(List.of("twin"), List.of("twin"));
    }

    @Test
    void shouldFindPhotographInAnyContract() {
        // When
        SubjectEntries entries = empty.with(SMALL, template("a"), 2);

        // Then
        assertThat(entries.hasPhoto("a")).isTrue();
        assertThat(entries.hasPhoto("b")).isFalse();
        assertThat(entries.hasNoTemplates()).isFalse();
        assertThat(empty.hasNoTemplates()).isTrue();
        assertThat(entries.templates(SMALL)).containsExactly(template("a"));
        assertThat(entries.templates(LARGE)).isEmpty();
    }

    @Test
    void shouldKeepLimitWithoutTemplatesWhenConsentHasEnded() {
        // Given
        SubjectEntries entries = empty.with(SMALL, template("a"), 2).withConsentUntil(MAY);

        // Then
        assertThat(photos(entries.withoutExpired(MAY))).containsExactly("a");
        assertThat(entries.withoutExpired(MAY.plusMillis(1)).list())
                .containsExactly(new GalleryEntry("ada", SMALL.id(), 2, List.of(), MAY, List.of()));
        assertThat(photos(empty.with(SMALL, template("a"), 2).withoutExpired(JUNE)))
                .containsExactly("a");
    }

    private static List<String> photos(SubjectEntries entries) {
        return entries.list().get(0).getTemplates().stream()
                .map(Template::getPhotoHash)
                .toList();
    }

    private static Template template(String photo) {
        return new Template(List.of(1f, 0f), photo, new Quality(100f, 80f, 0.5f, 0f, 0f, 0f), MAY, false);
    }
}
