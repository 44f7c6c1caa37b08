package io.vestibule.training.data;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitAssignment;
import io.vestibule.dataset.select.SplitSide;
import io.vestibule.models.face.AlignedFace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads datasets into memory. Faces are kept as pixels, 62 KB each, if the heap has enough space. Otherwise they are kept encoded,
 * in about half of the space, and each use decodes them.
 *
 * @param split assigns identities to training and validation
 * @param validationFaces most validation faces: whole identities in the order of their hashes, the same ones each time
 * @param clock samples that have expired by this clock are skipped
 */
public record TrainingDataReader(Split split, int validationFaces, Clock clock) {

    /** FaceLoading of one person that are validationFaces by: somebody with hundreds would be most of the genuine pairs. */
    private static final int FACES_PER_IDENTITY = 25;

    /** Largest share of the heap for decoded faces. */
    private static final double HEAP_SHARE = 0.6;

    /** @throws io.vestibule.dataset.DatasetException if a dataset cannot be read, or they have different teachers */
    public TrainingData read(List<Path> folders) {
        DatasetMixture mixture = DatasetMixture.open(folders);
        List<Sample> training = new ArrayList<>();
        Map<String, List<Sample>> heldOut = new TreeMap<>();
        Optional<Centres> known = mixture.centres();
        SplitAssignment sides = new SplitAssignment(split, known.orElse(null));
        Instant now = clock.instant();
        try (SampleReader samples = mixture.samples(FaceLoading.WITH)) {
            for (Sample sample : samples) {
                if (!sample.usableAt(now)) {
                    continue;
                }
                Optional<SplitSide> side = sides.of(sample);
                String identity = sample.label().identity();
                if (side.equals(Optional.of(SplitSide.TRAINING))) {
                    training.add(sample);
                } else if (side.isPresent() && identity != null) {
                    heldOut.computeIfAbsent(Sha256.hex(identity) + identity, key -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
        List<Sample> validation = validation(heldOut);
        boolean decoded = (training.size() + validation.size()) * (double) AlignedFace.BYTES
                < HEAP_SHARE * Runtime.getRuntime().maxMemory();
        Map<String, float[]> centres = new TreeMap<>();
        known.ifPresent(given -> given.identities()
                .forEach(identity -> centres.put(identity, given.unit(identity).orElseThrow())));
        return new TrainingData(
                mixture.teacher().name(),
                mixture.teacher().id(),
                mixture.teacher().contract(),
                mixture.teacher().dimension(),
                mixture.contentHashes(),
                examples(training, decoded),
                examples(validation, decoded),
                centres);
    }

    private List<Sample> validation(Map<String, List<Sample>> heldOut) {
        List<Sample> chosen = new ArrayList<>();
        for (List<Sample> all : heldOut.values()) {
            if (chosen.size() >= validationFaces) {
                break;
            }
            all.stream()
                    .sorted(Comparator.comparing(Sample::name))
                    .limit(Math.min(FACES_PER_IDENTITY, validationFaces - chosen.size()))
                    .forEach(chosen::add);
        }
        return chosen;
    }

    /** Sorted by name, so that the order depends on nothing else. */
    private static List<TrainingExample> examples(List<Sample> samples, boolean decoded) {
        return samples.parallelStream()
                .sorted(Comparator.comparing(Sample::name))
                .map(sample -> example(sample, decoded))
                .toList();
    }

    private static TrainingExample example(Sample sample, boolean decoded) {
        Supplier<AlignedFace> face = sample::face;
        if (decoded) {
            AlignedFace pixels = sample.face();
            face = () -> pixels;
        }
        return new TrainingExample(
                sample.name(), face, sample.embedding().unit(), sample.label().identity());
    }
}
