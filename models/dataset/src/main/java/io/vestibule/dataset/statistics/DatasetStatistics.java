package io.vestibule.dataset.statistics;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitAssignment;
import io.vestibule.dataset.select.SplitSide;
import io.vestibule.dataset.statistics.Histogram.Counter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What some samples are like, in figures. Names nobody.
 *
 * @param samples how many
 * @param labelled how many have an identity
 * @param identities how many different ones
 * @param trainingIdentities how many of these are learnt from, by the split that was asked for
 * @param validationIdentities how many are kept for judging
 * @param onNeitherSide samples without identity that may show one of the latter
 * @param origins how many labels come from where; {@code none} for faces without
 * @param spectra how many samples are of which light
 * @param cameras how many samples are of which camera; empty for folders
 * @param samplesPerIdentity how many identities have so many samples
 * @param size of faces
 * @param sharpness of faces
 * @param brightness of faces
 * @param yaw of faces
 * @param ownCentre cosine of labelled samples and their identity's centre, where that has more than one sample: a single one is its
 *     own centre
 * @param nearestOther cosine of labelled samples and the nearest centre of another identity
 */
public record DatasetStatistics(
        int samples,
        int labelled,
        int identities,
        int trainingIdentities,
        int validationIdentities,
        int onNeitherSide,
        Map<String, Integer> origins,
        Map<String, Integer> spectra,
        Map<String, Integer> cameras,
        Histogram samplesPerIdentity,
        Histogram size,
        Histogram sharpness,
        Histogram brightness,
        Histogram yaw,
        Histogram ownCentre,
        Histogram nearestOther) {

    public DatasetStatistics {
        origins = Collections.unmodifiableMap(new TreeMap<>(origins));
        spectra = Collections.unmodifiableMap(new TreeMap<>(spectra));
        cameras = Collections.unmodifiableMap(new TreeMap<>(cameras));
    }

    /** All histograms, in the order in which they are best looked at. */
    public List<Histogram> histograms() {
        return List.of(samplesPerIdentity, size, sharpness, brightness, yaw, ownCentre, nearestOther);
    }

    /** Reads all samples of these datasets, without faces. */
    public static DatasetStatistics of(DatasetMixture mixture, Split split) {
        Centres centres = mixture.centres().orElse(null);
        try (SampleReader samples = mixture.samples(FaceLoading.WITHOUT)) {
            return of(samples, centres, mixture.ofOneMind(), split);
        }
    }

    /**
     * @param centres of the samples' classes; null: similarities are left out
     * @param sameCentres whether the samples' likenesses are to these very centres, and need not be computed anew
     */
    static DatasetStatistics of(Iterable<Sample> samples, @Nullable Centres centres, boolean sameCentres, Split split) {
        var sides = new SplitAssignment(split, centres);
        var origins = new TreeMap<String, Integer>();
        var spectra = new TreeMap<String, Integer>();
        var cameras = new TreeMap<String, Integer>();
        var identities = new TreeMap<String, Integer>();
        var size = new Counter("face size", "pixels", 0, 10, 40);
        var sharpness = new Counter("sharpness", "variance of the Laplacian", 0, 50, 40);
        var brightness = new Counter("brightness", "0 black to 1 white", 0, 0.05, 20);
        var yaw = new Counter("yaw", "degrees", -90, 5, 36);
        var own = new Counter("similarity to the own centre", "cosine", -1, 0.05, 40);
        var other = new Counter("similarity to the nearest other centre", "cosine", -1, 0.05, 40);
        var owns = new HashMap<String, List<Float>>();
        int all = 0;
        int labelled = 0;
        int neither = 0;
        for (Sample sample : samples) {
            all++;
            origins.merge(sample.label().origin().word(), 1, Integer::sum);
            spectra.merge(sample.spectrum().word(), 1, Integer::sum);
            if (sample.source() instanceof SampleSource.Stream stream) {
                cameras.merge(stream.camera(), 1, Integer::sum);
            }
            size.add(sample.quality().size());
            sharpness.add(sample.quality().sharpness());
            brightness.add(sample.quality().brightness());
            yaw.add(sample.quality().yaw());
            String identity = sample.label().identity();
            if (identity == null) {
                neither += sides.of(sample).isEmpty() ? 1 : 0;
                continue;
            }
            labelled++;
            identities.merge(identity, 1, Integer::sum);
            if (centres != null) {
                centres.similarity(identity, sample.embedding().unit())
                        .ifPresent(cosine -> owns.computeIfAbsent(identity, i -> new ArrayList<>())
                                .add(cosine));
                nearestOther(sample, identity, centres, sameCentres).ifPresent(cosine -> other.add(bounded(cosine)));
            }
        }
        owns.values().stream()
                .filter(cosines -> cosines.size() > 1)
                .forEach(cosines -> cosines.forEach(cosine -> own.add(bounded(cosine))));
        var perIdentity = new Counter("samples of an identity", "samples", 1, 1, 50);
        identities.values().forEach(perIdentity::add);
        int validation = (int) identities.keySet().stream()
                .filter(identity -> split.of(identity) == SplitSide.VALIDATION)
                .count();
        return new DatasetStatistics(
                all,
                labelled,
                identities.size(),
                identities.size() - validation,
                validation,
                neither,
                origins,
                spectra,
                cameras,
                perIdentity.histogram(),
                size.histogram(),
                sharpness.histogram(),
                brightness.histogram(),
                yaw.histogram(),
                own.histogram(),
                other.histogram());
    }

    /** Vectors rounded to halves are not quite unit, so that a cosine may be a little over 1. */
    private static float bounded(float cosine) {
        return Math.max(-1, Math.min(1, cosine));
    }

    private static Optional<Float> nearestOther(Sample sample, String identity, Centres centres, boolean sameCentres) {
        var told = sameCentres ? sample.likenesses() : List.<ClassSimilarity>of();
        return told.stream()
                .filter(likeness -> !likeness.identity().equals(identity))
                .findFirst()
                .or(() -> centres.nearest(sample.embedding().unit(), 2).stream()
                        .filter(likeness -> !likeness.identity().equals(identity))
                        .findFirst())
                .map(ClassSimilarity::cosine);
    }
}
