package io.vestibule.dataset.read;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.FaceLoading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Several datasets as one. All must be labelled by one teacher, in one contract and alignment: the angles of two teachers mean
 * nothing to each other. A face that lies in several of them, pixel for pixel, is taken once: where it is first labelled, else where
 * it is first. Two identities of one name are one person.
 */
public final class DatasetMixture {

    private final List<Dataset> datasets;

    private DatasetMixture(List<Dataset> datasets) {
        this.datasets = datasets;
    }

    /**
     * @param folders of the datasets, at least one
     * @throws DatasetException if one cannot be opened, or does not go with the first; says which and why
     */
    public static DatasetMixture open(List<Path> folders) {
        return of(folders.stream().map(Dataset::open).toList());
    }

    /** @throws DatasetException if one does not go with the first */
    public static DatasetMixture of(List<Dataset> datasets) {
        if (datasets.isEmpty()) {
            throw new DatasetException("no dataset is given");
        }
        Dataset first = datasets.get(0);
        for (Dataset other : datasets) {
            refuseStranger(first, other);
        }
        return new DatasetMixture(List.copyOf(datasets));
    }

    private static void refuseStranger(Dataset first, Dataset other) {
        DatasetManifest one = first.manifest();
        DatasetManifest two = other.manifest();
        if (!one.teacher().id().equals(two.teacher().id())
                || !one.teacher().contract().equals(two.teacher().contract())
                || one.teacher().dimension() != two.teacher().dimension()) {
            throw new DatasetException(other.folder() + " was labelled by " + named(two.teacher()) + ", "
                    + first.folder() + " by " + named(one.teacher()) + "; use datasets of one teacher");
        }
        if (!one.alignment().equals(two.alignment())) {
            throw new DatasetException(other.folder() + " was aligned by " + two.alignment() + ", " + first.folder()
                    + " by " + one.alignment() + "; use datasets of one alignment");
        }
    }

    /** Name and contract; the id, too, for two teachers may differ in nothing else. */
    private static String named(TeacherDescriptor teacher) {
        return teacher.name() + " (" + teacher.contract() + ", " + teacher.dimension() + " dimensions, id "
                + teacher.id().substring(0, 12) + ")";
    }

    public List<Dataset> datasets() {
        return datasets;
    }

    public TeacherDescriptor teacher() {
        return datasets.get(0).manifest().teacher();
    }

    public String alignment() {
        return datasets.get(0).manifest().alignment();
    }

    /** The datasets' content hashes, in their order: what a student's papers say that it has learnt from. */
    public List<String> contents() {
        return datasets.stream().map(dataset -> dataset.manifest().content()).toList();
    }

    /** Whether all of them tell likenesses to the same centres, or none does. */
    public boolean ofOneMind() {
        return datasets.stream()
                        .map(dataset -> Optional.ofNullable(dataset.manifest().centres())
                                .map(DatasetManifest.CentresFile::version))
                        .distinct()
                        .count()
                == 1;
    }

    /**
     * The classes' centres: those of the datasets if they all have the same, else the means of the labelled samples of all of them.
     * Empty if there are neither.
     */
    public Optional<Centres> centres() {
        if (ofOneMind()) {
            return datasets.get(0).centres();
        }
        try (SampleReader samples = samples(FaceLoading.WITHOUT)) {
            return Optional.of(Centres.of(teacher().contract(), samples)).filter(centres -> centres.size() > 0);
        }
    }

    /** All samples, each face once, dataset after dataset. Reads what is no picture twice if there are several datasets. */
    public SampleReader samples(FaceLoading faces) {
        var parts = new ArrayList<SampleReader.Part>();
        if (datasets.size() == 1) {
            datasets.get(0).parts(faces).forEachRemaining(parts::add);
            return new SampleReader(parts.iterator());
        }
        Map<String, Integer> homes = homes();
        for (int i = 0; i < datasets.size(); i++) {
            int dataset = i;
            datasets.get(i)
                    .parts(faces)
                    .forEachRemaining(part ->
                            parts.add(() -> new Only(part.open(), name -> Objects.equals(homes.get(name), dataset))));
        }
        return new SampleReader(parts.iterator());
    }

    /** From which dataset each face is taken. */
    private Map<String, Integer> homes() {
        var homes = new HashMap<String, Integer>();
        var labelled = new HashMap<String, Boolean>();
        for (int i = 0; i < datasets.size(); i++) {
            try (SampleReader samples = datasets.get(i).samples(FaceLoading.WITHOUT)) {
                for (Sample sample : samples) {
                    boolean known = sample.label().known();
                    Boolean before = labelled.get(sample.name());
                    if (before == null || known && !before) {
                        homes.put(sample.name(), i);
                        labelled.put(sample.name(), known);
                    }
                }
            }
        }
        return homes;
    }

    /** What of a part has a name that is wanted. */
    private static final class Only implements SampleReader.OpenPart {
        private final SampleReader.OpenPart rows;
        private final Predicate<String> wanted;
        private @Nullable Sample next;

        Only(SampleReader.OpenPart rows, Predicate<String> wanted) {
            this.rows = rows;
            this.wanted = wanted;
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                Sample sample = rows.next();
                if (wanted.test(sample.name())) {
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
            rows.close();
        }
    }
}
