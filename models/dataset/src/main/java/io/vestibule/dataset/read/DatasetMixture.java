package io.vestibule.dataset.read;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleIterator;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetManifest.CentresEntry;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import io.vestibule.dataset.format.DatasetManifest.SourceFolder;
import io.vestibule.dataset.format.FaceLoading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several datasets as one. All must have one teacher, contract and alignment, because similarities of different teachers are not
 * comparable. A face that is in several datasets with identical pixels is used once: from the first dataset that labels it, else
 * from the first dataset that contains it. Equal identity names mean the same person.
 */
public final class DatasetMixture implements SampleCollection {

    private final List<Dataset> datasets;

    private DatasetMixture(List<Dataset> datasets) {
        this.datasets = datasets;
    }

    /**
     * @param folders of the datasets, at least one
     * @throws DatasetException if one cannot be opened, or does not match the first
     */
    public static DatasetMixture open(List<Path> folders) {
        return of(folders.stream().map(Dataset::open).toList());
    }

    /** @throws DatasetException if one does not match the first */
    public static DatasetMixture of(List<Dataset> datasets) {
        if (datasets.isEmpty()) {
            throw new DatasetException("there is no dataset; name at least one folder");
        }
        Dataset first = datasets.get(0);
        for (Dataset other : datasets) {
            requireMatch(first, other);
        }
        return new DatasetMixture(List.copyOf(datasets));
    }

    private static void requireMatch(Dataset first, Dataset other) {
        DatasetManifest one = first.manifest();
        DatasetManifest two = other.manifest();
        if (!one.teacher().id().equals(two.teacher().id())
                || !one.teacher().contract().equals(two.teacher().contract())
                || one.teacher().dimension() != two.teacher().dimension()) {
            throw new DatasetException(other.folder() + ": labelled by " + name(two.teacher()) + ", but "
                    + first.folder() + " by " + name(one.teacher()) + "; use datasets of one teacher");
        }
        if (!one.alignment().equals(two.alignment())) {
            throw new DatasetException(other.folder() + ": aligned by " + two.alignment() + ", but " + first.folder()
                    + " by " + one.alignment() + "; use datasets of one alignment");
        }
    }

    /** Name and contract, and the id, because two teachers may differ in their id only. */
    private static String name(TeacherDescriptor teacher) {
        return teacher.name() + " (" + teacher.contract() + ", " + teacher.dimension() + " dimensions, id "
                + DatasetManifest.shortHash(teacher.id()) + ")";
    }

    public List<Dataset> datasets() {
        return datasets;
    }

    @Override
    public TeacherDescriptor teacher() {
        return datasets.get(0).manifest().teacher();
    }

    @Override
    public String alignment() {
        return datasets.get(0).manifest().alignment();
    }

    @Override
    public List<String> contentHashes() {
        return manifests().map(DatasetManifest::content).toList();
    }

    @Override
    public Map<String, String> filters() {
        Map<String, String> filters = new TreeMap<>();
        manifests().forEach(manifest -> manifest.filters()
                .forEach((name, value) ->
                        filters.put(DatasetManifest.shortHash(manifest.content()) + "." + name, value)));
        return filters;
    }

    @Override
    public Map<String, String> schemas() {
        Map<String, String> schemas = new TreeMap<>();
        manifests().forEach(manifest -> manifest.schemas()
                .forEach((name, value) -> schemas.merge(name, value, DatasetMixture::joined)));
        return schemas;
    }

    private static String joined(String one, String two) {
        return List.of(one.split(" ")).contains(two) ? one : one + " " + two;
    }

    @Override
    public List<OffsetRange> topics() {
        return manifests()
                .flatMap(manifest -> manifest.topics().stream())
                .distinct()
                .sorted(Comparator.comparing(OffsetRange::topic)
                        .thenComparing(OffsetRange::partition)
                        .thenComparing(OffsetRange::from))
                .toList();
    }

    @Override
    public List<SourceFolder> folders() {
        return manifests()
                .flatMap(manifest -> manifest.folders().stream())
                .distinct()
                .sorted(Comparator.comparing(SourceFolder::name).thenComparing(SourceFolder::sha256))
                .toList();
    }

    @Override
    public boolean hasSharedCentres() {
        return manifests()
                        .map(manifest -> Optional.ofNullable(manifest.centres()).map(CentresEntry::version))
                        .distinct()
                        .count()
                == 1;
    }

    /**
     * The class centres of the datasets if they all have the same, else the means of the labelled samples of all datasets. Empty
     * if there are neither.
     */
    @Override
    public Optional<Centres> centres() {
        if (hasSharedCentres()) {
            return datasets.get(0).centres();
        }
        try (SampleReader samples = samples(FaceLoading.WITHOUT)) {
            return Optional.of(Centres.of(teacher().contract(), samples)).filter(centres -> centres.size() > 0);
        }
    }

    @Override
    public long size() {
        return manifests().mapToLong(manifest -> manifest.counts().samples()).sum();
    }

    /** All samples, each face once, dataset by dataset. Reads several datasets twice, the first time without pictures. */
    @Override
    public SampleReader samples(FaceLoading faces) {
        if (datasets.size() == 1) {
            return datasets.get(0).samples(faces);
        }
        Map<String, Integer> chosen = chosenDatasets();
        List<Supplier<SampleIterator>> parts = new ArrayList<>();
        for (int i = 0; i < datasets.size(); i++) {
            int dataset = i;
            for (Supplier<SampleIterator> part : datasets.get(i).parts(faces)) {
                parts.add(() -> new FilteredSamples(part.get(), name -> Objects.equals(chosen.get(name), dataset)));
            }
        }
        return new SampleReader(parts.iterator());
    }

    /** The index of the dataset that each face is read from, by the name of the sample. */
    private Map<String, Integer> chosenDatasets() {
        Map<String, Integer> chosen = new HashMap<>();
        Map<String, Boolean> labelled = new HashMap<>();
        for (int i = 0; i < datasets.size(); i++) {
            try (SampleReader samples = datasets.get(i).samples(FaceLoading.WITHOUT)) {
                for (Sample sample : samples) {
                    boolean known = sample.label().known();
                    Boolean before = labelled.get(sample.name());
                    if (before == null || (known && !before)) {
                        chosen.put(sample.name(), i);
                        labelled.put(sample.name(), known);
                    }
                }
            }
        }
        return chosen;
    }

    private Stream<DatasetManifest> manifests() {
        return datasets.stream().map(Dataset::manifest);
    }

    /** The samples of a part whose names match. */
    private static final class FilteredSamples implements SampleIterator {

        private final SampleIterator samples;
        private final Predicate<String> filter;
        private @Nullable Sample next;

        FilteredSamples(SampleIterator samples, Predicate<String> filter) {
            this.samples = samples;
            this.filter = filter;
        }

        @Override
        public boolean hasNext() {
            while (next == null && samples.hasNext()) {
                Sample sample = samples.next();
                if (filter.test(sample.name())) {
                    next = sample;
                }
            }
            return next != null;
        }

        @Override
        public Sample next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Sample sample = next;
            next = null;
            return sample;
        }

        @Override
        public void close() {
            samples.close();
        }
    }
}
