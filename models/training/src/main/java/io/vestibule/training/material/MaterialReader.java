package io.vestibule.training.material;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Faces;
import io.vestibule.dataset.Mixture;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleReader;
import io.vestibule.dataset.Side;
import io.vestibule.dataset.Sides;
import io.vestibule.dataset.Split;
import io.vestibule.models.AlignedFace;
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
public record MaterialReader(Split split, int judged, Clock clock) {

    /** Faces of one person that are judged by: somebody with hundreds would be most of the genuine pairs. */
    private static final int MOST_OF_ONE = 25;

    /** Share of the heap that decoded faces may take. */
    private static final double ROOM = 0.6;

    /** @throws io.vestibule.dataset.DatasetException if a dataset cannot be read, or they do not go together */
    public Material read(List<Path> folders) {
        Mixture mixture = Mixture.open(folders);
        List<Sample> training = new ArrayList<>();
        Map<String, List<Sample>> held = new TreeMap<>();
        Optional<Centres> known = mixture.centres();
        Sides sides = new Sides(split, known.orElse(null));
        Instant now = clock.instant();
        try (SampleReader samples = mixture.samples(Faces.WITH)) {
            for (Sample sample : samples) {
                if (!sample.usableAt(now)) {
                    continue;
                }
                Optional<Side> side = sides.of(sample);
                String identity = sample.label().identity();
                if (side.equals(Optional.of(Side.TRAINING))) {
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
        return new Material(
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
    private static List<Exercise> exercises(List<Sample> samples, boolean decoded) {
        return samples.parallelStream()
                .sorted(Comparator.comparing(Sample::name))
                .map(sample -> exercise(sample, decoded))
                .toList();
    }

    private static Exercise exercise(Sample sample, boolean decoded) {
        Supplier<AlignedFace> face = sample::face;
        if (decoded) {
            AlignedFace pixels = sample.face();
            face = () -> pixels;
        }
        return new Exercise(
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
