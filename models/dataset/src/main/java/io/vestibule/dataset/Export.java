package io.vestibule.dataset;

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
final class Export {
    private final Mixture mixture;
    private final Choice choice;
    private final @Nullable Centres centres;
    private final Blueprint blueprint;

    Export(Mixture mixture, Selection selection) {
        this.mixture = mixture;
        Centres all = mixture.centres().orElse(null);
        try (SampleReader samples = mixture.samples(Faces.WITHOUT)) {
            this.choice = Choice.of(selection, samples, all);
        }
        this.centres = Optional.ofNullable(all)
                .map(known -> known.only(choice.identities()))
                .filter(kept -> kept.size() > 0)
                .orElse(null);
        this.blueprint = new Blueprint(
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
            dataset.manifest().schemas().forEach((name, value) -> schemas.merge(name, value, Export::joined));
        }
        return schemas;
    }

    private static String joined(String one, String two) {
        return List.of(one.split(" ")).contains(two) ? one : one + " " + two;
    }

    Blueprint blueprint() {
        return blueprint;
    }

    Choice choice() {
        return choice;
    }

    /** Null where there are none. */
    @Nullable
    Centres centres() {
        return centres;
    }

    List<Manifest.Offsets> topics() {
        return mixture.datasets().stream()
                .flatMap(dataset -> dataset.manifest().topics().stream())
                .distinct()
                .sorted(Comparator.comparing(Manifest.Offsets::topic)
                        .thenComparing(Manifest.Offsets::partition)
                        .thenComparing(Manifest.Offsets::from))
                .toList();
    }

    List<Manifest.Folder> folders() {
        return mixture.datasets().stream()
                .flatMap(dataset -> dataset.manifest().folders().stream())
                .distinct()
                .sorted(Comparator.comparing(Manifest.Folder::name).thenComparing(Manifest.Folder::sha256))
                .toList();
    }

    /** Hands over each sample that is taken, with its face, in order. */
    void forEach(Consumer<Sample> taker) {
        try (SampleReader samples = mixture.samples(Faces.WITH)) {
            for (Sample sample : samples) {
                if (choice.names().contains(sample.name())) {
                    taker.accept(sample.with(sample.label(), likenesses(sample)));
                }
            }
        }
    }

    private List<Likeness> likenesses(Sample sample) {
        if (!mixture.ofOneMind() && centres != null) {
            return centres.nearest(
                    sample.embedding().unit(), sample.likenesses().size());
        }
        var kept = new ArrayList<>(sample.likenesses());
        kept.removeIf(likeness -> !choice.identities().contains(likeness.identity()));
        return kept;
    }
}
