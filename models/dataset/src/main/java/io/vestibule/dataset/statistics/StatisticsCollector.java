package io.vestibule.dataset.statistics;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitAssignment;
import io.vestibule.dataset.select.SplitSide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects {@link DatasetStatistics} sample by sample. */
final class StatisticsCollector {

    private final @Nullable Centres centres;
    private final boolean sharedCentres;
    private final Split split;
    private final SplitAssignment sides;
    private final Map<String, Integer> origins = new TreeMap<>();
    private final Map<String, Integer> spectra = new TreeMap<>();
    private final Map<String, Integer> cameras = new TreeMap<>();
    private final Map<String, Integer> identities = new TreeMap<>();
    private final Map<String, List<Float>> ownCosines = new HashMap<>();
    private final Histogram.Builder size = new Histogram.Builder("face size", "pixels", 0, 10, 40);
    private final Histogram.Builder sharpness =
            new Histogram.Builder("sharpness", "variance of the Laplacian", 0, 50, 40);
    private final Histogram.Builder brightness = new Histogram.Builder("brightness", "0 black to 1 white", 0, 0.05, 20);
    private final Histogram.Builder yaw = new Histogram.Builder("yaw", "degrees", -90, 5, 36);
    private final Histogram.Builder nearestOther =
            new Histogram.Builder("similarity to the nearest other centre", "cosine", -1, 0.05, 40);
    private int samples;
    private int labelled;
    private int onNeitherSide;

    StatisticsCollector(@Nullable Centres centres, boolean sharedCentres, Split split) {
        this.centres = centres;
        this.sharedCentres = sharedCentres;
        this.split = split;
        this.sides = new SplitAssignment(split, centres);
    }

    void add(Sample sample) {
        samples++;
        origins.merge(sample.label().origin().fileValue(), 1, Integer::sum);
        spectra.merge(sample.spectrum().fileValue(), 1, Integer::sum);
        if (sample.source() instanceof SampleSource.Stream stream) {
            cameras.merge(stream.camera(), 1, Integer::sum);
        }
        size.add(sample.quality().size());
        sharpness.add(sample.quality().sharpness());
        brightness.add(sample.quality().brightness());
        yaw.add(sample.quality().yaw());
        String identity = sample.label().identity();
        if (identity != null) {
            addLabelled(sample, identity);
        } else if (sides.of(sample).isEmpty()) {
            onNeitherSide++;
        }
    }

    private void addLabelled(Sample sample, String identity) {
        labelled++;
        identities.merge(identity, 1, Integer::sum);
        if (centres != null) {
            centres.similarity(identity, sample.embedding().unit()).ifPresent(cosine -> ownCosines
                    .computeIfAbsent(identity, i -> new ArrayList<>())
                    .add(cosine));
            nearestOther(sample, identity, centres).ifPresent(cosine -> nearestOther.add(bounded(cosine)));
        }
    }

    private Optional<Float> nearestOther(Sample sample, String identity, Centres known) {
        List<ClassSimilarity> similarities = sharedCentres ? sample.similarities() : List.of();
        return firstOther(similarities, identity)
                .or(() -> firstOther(known.nearest(sample.embedding().unit(), 2), identity))
                .map(ClassSimilarity::cosine);
    }

    private static Optional<ClassSimilarity> firstOther(List<ClassSimilarity> similarities, String identity) {
        return similarities.stream()
                .filter(similarity -> !similarity.identity().equals(identity))
                .findFirst();
    }

    /** Vectors that were rounded to half floats are not exactly of length 1, so a cosine can be slightly above 1. */
    private static float bounded(float cosine) {
        return Math.max(-1, Math.min(1, cosine));
    }

    DatasetStatistics statistics() {
        int validation = (int) identities.keySet().stream()
                .filter(identity -> split.of(identity) == SplitSide.VALIDATION)
                .count();
        return new DatasetStatistics(
                samples,
                labelled,
                identities.size(),
                identities.size() - validation,
                validation,
                onNeitherSide,
                origins,
                spectra,
                cameras,
                samplesPerIdentity(),
                size.build(),
                sharpness.build(),
                brightness.build(),
                yaw.build(),
                ownCentre(),
                nearestOther.build());
    }

    private Histogram samplesPerIdentity() {
        Histogram.Builder builder = new Histogram.Builder("samples of an identity", "samples", 1, 1, 50);
        identities.values().forEach(builder::add);
        return builder.build();
    }

    private Histogram ownCentre() {
        Histogram.Builder builder = new Histogram.Builder("similarity to the own centre", "cosine", -1, 0.05, 40);
        ownCosines.values().stream()
                .filter(cosines -> cosines.size() > 1)
                .forEach(cosines -> cosines.forEach(cosine -> builder.add(bounded(cosine))));
        return builder.build();
    }
}
