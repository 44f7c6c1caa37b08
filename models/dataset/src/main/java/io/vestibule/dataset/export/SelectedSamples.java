package io.vestibule.dataset.export;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.select.Selection;
import io.vestibule.dataset.select.SelectionResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What leaves some datasets, before it is given a form. With the samples that stay behind stay their people: nobody is named among
 * the likenesses, or has a centre, who has no sample in the export.
 */
final class SelectedSamples {
    private final DatasetMixture mixture;
    private final SelectionResult choice;
    private final @Nullable Centres centres;
    private final DatasetSpec blueprint;

    SelectedSamples(DatasetMixture mixture, Selection selection) {
        this.mixture = mixture;
        Centres all = mixture.centres().orElse(null);
        try (SampleReader samples = mixture.samples(FaceLoading.WITHOUT)) {
            this.choice = SelectionResult.of(selection, samples, all);
        }
        this.centres = Optional.ofNullable(all)
                .map(known -> known.only(choice.identities()))
                .filter(kept -> kept.size() > 0)
                .orElse(null);
        this.blueprint = new DatasetSpec(
                mixture.teacher(), mixture.alignment(), filters(selection), schemas(), mixture.contents());
    }

    /** The filters of this export, and each dataset's own with the beginning of its content hash before them. */
    private Map<String, String> filters(Selection selection) {
        var filters = new TreeMap<>(selection.filters());
        for (Dataset dataset : mixture.datasets()) {
            String of = dataset.manifest().content().substring(0, 12);
            dataset.manifest().filters().forEach((name, value) -> filters.put(of + "." + name, value));
        }
        return filters;
    }

    private Map<String, String> schemas() {
        var schemas = new TreeMap<String, String>();
        for (Dataset dataset : mixture.datasets()) {
            dataset.manifest().schemas().forEach((name, value) -> schemas.merge(name, value, SelectedSamples::joined));
        }
        return schemas;
    }

    private static String joined(String one, String two) {
        return List.of(one.split(" ")).contains(two) ? one : one + " " + two;
    }

    DatasetSpec blueprint() {
        return blueprint;
    }

    SelectionResult choice() {
        return choice;
    }

    /** Null where there are none. */
    @Nullable
    Centres centres() {
        return centres;
    }

    List<DatasetManifest.Offsets> topics() {
        return mixture.datasets().stream()
                .flatMap(dataset -> dataset.manifest().topics().stream())
                .distinct()
                .sorted(Comparator.comparing(DatasetManifest.Offsets::topic)
                        .thenComparing(DatasetManifest.Offsets::partition)
                        .thenComparing(DatasetManifest.Offsets::from))
                .toList();
    }

    List<DatasetManifest.Folder> folders() {
        return mixture.datasets().stream()
                .flatMap(dataset -> dataset.manifest().folders().stream())
                .distinct()
                .sorted(Comparator.comparing(DatasetManifest.Folder::name)
                        .thenComparing(DatasetManifest.Folder::sha256))
                .toList();
    }

    /** Hands over each sample that is taken, with its face, in order. */
    void forEach(Consumer<Sample> taker) {
        try (SampleReader samples = mixture.samples(FaceLoading.WITH)) {
            for (Sample sample : samples) {
                if (choice.names().contains(sample.name())) {
                    taker.accept(sample.with(sample.label(), likenesses(sample)));
                }
            }
        }
    }

    private List<ClassSimilarity> likenesses(Sample sample) {
        if (!mixture.ofOneMind() && centres != null) {
            return centres.nearest(
                    sample.embedding().unit(), sample.likenesses().size());
        }
        var kept = new ArrayList<>(sample.likenesses());
        kept.removeIf(likeness -> !choice.identities().contains(likeness.identity()));
        return kept;
    }
}
