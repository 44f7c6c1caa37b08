package io.vestibule.dataset.export;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.SampleCollection;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.select.Selection;
import io.vestibule.dataset.select.SelectionResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of an export, independent of its form. A person without a sample in the export is also removed from the class centres
 * and from the similarities of other samples.
 */
final class SelectedSamples {

    private final SampleCollection source;
    private final SelectionResult selected;
    private final @Nullable Centres centres;
    private final DatasetSpec spec;

    /** Reads all samples once, without pictures. */
    SelectedSamples(SampleCollection source, Selection selection) {
        this.source = source;
        Centres all = source.centres().orElse(null);
        try (SampleReader samples = source.samples(FaceLoading.WITHOUT)) {
            this.selected = SelectionResult.of(selection, samples, all);
        }
        this.centres = Optional.ofNullable(all)
                .map(known -> known.restrictedTo(selected.identities()))
                .filter(kept -> kept.size() > 0)
                .orElse(null);
        Map<String, String> filters = new TreeMap<>(selection.filters());
        filters.putAll(source.filters());
        this.spec = new DatasetSpec(
                source.teacher(), source.alignment(), filters, source.schemas(), source.contentHashes());
    }

    DatasetSpec spec() {
        return spec;
    }

    SelectionResult selected() {
        return selected;
    }

    SampleCollection source() {
        return source;
    }

    /** Null without centres. */
    @Nullable
    Centres centres() {
        return centres;
    }

    /** Passes each selected sample with its face, in order. */
    void forEach(Consumer<Sample> consumer) {
        try (SampleReader samples = source.samples(FaceLoading.WITH)) {
            for (Sample sample : samples) {
                if (selected.names().contains(sample.name())) {
                    consumer.accept(sample.withSimilarities(similarities(sample)));
                }
            }
        }
    }

    private List<ClassSimilarity> similarities(Sample sample) {
        if (!source.hasSharedCentres() && centres != null) {
            return centres.nearest(
                    sample.embedding().unit(), sample.similarities().size());
        }
        return sample.similarities().stream()
                .filter(similarity -> selected.identities().contains(similarity.identity()))
                .toList();
    }
}
