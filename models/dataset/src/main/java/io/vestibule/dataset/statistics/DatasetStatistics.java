package io.vestibule.dataset.statistics;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.select.Split;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of samples. They contain no names of people.
 *
 * @param samples number of samples
 * @param labelled number of samples with an identity
 * @param identities number of different identities
 * @param trainingIdentities number of identities on the training side of the split
 * @param validationIdentities number of identities on the validation side
 * @param onNeitherSide samples without identity that may show a validation person
 * @param origins number of labels by origin; {@code none} for faces without identity
 * @param spectra number of samples by spectrum
 * @param cameras number of samples by camera; empty for folders
 * @param samplesPerIdentity number of identities by number of samples
 * @param size of faces
 * @param sharpness of faces
 * @param brightness of faces
 * @param yaw of faces
 * @param ownCentre cosine of labelled samples and the centre of their identity, for identities with more than one sample. A single
 *     sample is its own centre
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

    /** All histograms, in the order of a report. */
    public List<Histogram> histograms() {
        return List.of(samplesPerIdentity, size, sharpness, brightness, yaw, ownCentre, nearestOther);
    }

    /** Reads all samples of the datasets, without pictures. */
    public static DatasetStatistics of(DatasetMixture mixture, Split split) {
        Centres centres = mixture.centres().orElse(null);
        try (SampleReader samples = mixture.samples(FaceLoading.WITHOUT)) {
            return of(samples, centres, mixture.hasSharedCentres(), split);
        }
    }

    /**
     * @param centres of the classes; null to leave out similarities
     * @param sharedCentres whether the similarities of the samples refer to these centres, so that they need not be computed
     */
    static DatasetStatistics of(
            Iterable<Sample> samples, @Nullable Centres centres, boolean sharedCentres, Split split) {
        StatisticsCollector collector = new StatisticsCollector(centres, sharedCentres, split);
        samples.forEach(collector::add);
        return collector.statistics();
    }
}
