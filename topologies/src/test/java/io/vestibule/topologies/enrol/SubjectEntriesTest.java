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

    private final SubjectEntries nothing = SubjectEntries.of("ada", List.of());

    @Test
    void shouldBeginAnEntryWhenTheContractIsNew() {
        SubjectEntries entries = nothing.with(SMALL, template("a"), 10);

        assertThat(entries.list())
                .containsExactly(new GalleryEntry("ada", SMALL.id(), 2, List.of(template("a")), null));
        assertThat(nothing.list()).isEmpty();
    }

    @Test
    void shouldKeepTemplatesOldestFirstWhenAnotherIsAdded() {
        SubjectEntries entries = nothing.with(SMALL, template("a"), 10).with(SMALL, template("b"), 10);

        assertThat(photos(entries)).containsExactly("a", "b");
        assertThat(entries.holds("a", SMALL)).isTrue();
        assertThat(entries.holds("a", LARGE)).isFalse();
        assertThat(entries.holds("c", SMALL)).isFalse();
    }

    @Test
    void shouldDropTheOldestWhenThereWouldBeTooMany() {
        SubjectEntries entries = nothing.with(SMALL, template("a"), 2)
                .with(SMALL, template("b"), 2)
                .with(SMALL, template("c"), 2);

        assertThat(photos(entries)).containsExactly("b", "c");
    }

    @Test
    void shouldListEntriesAndContractsInOrderWhateverCameFirst() {
        SubjectEntries entries = nothing.with(SMALL, template("a"), 2).with(LARGE, template("a"), 2);

        assertThat(entries.list()).extracting(GalleryEntry::getContract).containsExactly(LARGE.id(), SMALL.id());
        assertThat(entries.contractsAnd(List.of("other@3", SMALL.id())))
                .containsExactly(LARGE.id(), "other@3", SMALL.id());
    }

    @Test
    void shouldLimitConsentInEveryContractWhenALimitIsSaid() {
        SubjectEntries entries = nothing.with(SMALL, template("a"), 2)
                .with(LARGE, template("a"), 2)
                .limitedTo(JUNE)
                .limitedTo(MAY);

        assertThat(entries.list()).extracting(GalleryEntry::getConsentExpiresAt).containsExactly(MAY, MAY);
    }

    @Test
    void shouldKeepTheLimitWhenALaterPhotographSaysNone() {
        SubjectEntries entries = nothing.with(SMALL, template("a"), 2)
                .limitedTo(MAY)
                .with(SMALL, template("b"), 2)
                .limitedTo(null);

        assertThat(entries.list()).extracting(GalleryEntry::getConsentExpiresAt).containsExactly(MAY);
    }

    @Test
    void shouldKeepTheLimitAndNoTemplateWhenConsentHasEnded() {
        SubjectEntries entries = nothing.with(SMALL, template("a"), 2).limitedTo(MAY);

        assertThat(photos(entries.allowedAt(MAY))).containsExactly("a");
        assertThat(entries.allowedAt(MAY.plusMillis(1)).list())
                .containsExactly(new GalleryEntry("ada", SMALL.id(), 2, List.of(), MAY));
        assertThat(photos(nothing.with(SMALL, template("a"), 2).allowedAt(JUNE)))
                .containsExactly("a");
    }

    private static List<String> photos(SubjectEntries entries) {
        return entries.list().get(0).getTemplates().stream()
                .map(Template::getPhotoHash)
                .toList();
    }

    private static Template template(String photo) {
        return new Template(List.of(1f, 0f), photo, new Quality(100f, 80f, 0.5f, 0f, 0f, 0f), MAY);
    }
}
