package io.vestibule.training.data;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.DatasetMixture;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitAssignment;
import io.vestibule.dataset.select.SplitSide;
import io.vestibule.models.face.AlignedFace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads datasets into memory. Faces are kept as pixels, 62 KB each, where the heap has room for them, and as pictures, about half of that, to be decoded each time,
 * where it has not.
 *
 * @param split who is kept for judging
 * @param judged most faces to judge by: whole identities, in the order of their hashes, so that it is the same ones each time
 * @param clock what is not to be used any more at its moment is left out
 */
public record TrainingDataReader(Split split, int judged, Clock clock) {

    /** Faces of one person that are judged by: somebody with hundreds would be most of the genuine pairs. */
    private static final int MOST_OF_ONE = 25;

    /** Share of the heap that decoded faces may take. */
    private static final double ROOM = 0.6;

    /** @throws io.vestibule.dataset.DatasetException if a dataset cannot be read, or they do not go together */
    public TrainingData read(List<Path> folders) {
        DatasetMixture mixture = DatasetMixture.open(folders);
        List<Sample> training = new ArrayList<>();
        Map<String, List<Sample>> held = new TreeMap<>();
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
                    held.computeIfAbsent(hash(identity) + identity, key -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
        List<Sample> validation = validation(held);
        boolean decoded = (training.size() + validation.size()) * (double) AlignedFace.BYTES
                < ROOM * Runtime.getRuntime().maxMemory();
        Map<String, float[]> centres = new TreeMap<>();
        known.ifPresent(given -> given.identities()
                .forEach(identity -> centres.put(identity, given.unit(identity).orElseThrow())));
        return new TrainingData(
                mixture.teacher().name(),
                mixture.teacher().id(),
                mixture.teacher().contract(),
                mixture.teacher().dimension(),
                mixture.contents(),
                exercises(training, decoded),
                exercises(validation, decoded),
                centres);
    }

    private List<Sample> validation(Map<String, List<Sample>> held) {
        List<Sample> chosen = new ArrayList<>();
        for (List<Sample> all : held.values()) {
            if (chosen.size() >= judged) {
                break;
            }
            all.stream()
                    .sorted(Comparator.comparing(Sample::name))
                    .limit(Math.min(MOST_OF_ONE, judged - chosen.size()))
                    .forEach(chosen::add);
        }
        return chosen;
    }

    /** In the order of the names, which is the same however often and from wherever they are read. */
    private static List<TrainingExample> exercises(List<Sample> samples, boolean decoded) {
        return samples.parallelStream()
                .sorted(Comparator.comparing(Sample::name))
                .map(sample -> exercise(sample, decoded))
                .toList();
    }

    private static TrainingExample exercise(Sample sample, boolean decoded) {
        Supplier<AlignedFace> face = sample::face;
        if (decoded) {
            AlignedFace pixels = sample.face();
            face = () -> pixels;
        }
        return new TrainingExample(
                sample.name(), face, sample.embedding().unit(), sample.label().identity());
    }

    private static String hash(String identity) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
