package io.vestibule.lab.evaluation.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All pairs of the images in a folder. For the cross-validation, the people are assigned to ten folds in turn. A pair of people from
 * two folds is in no fold. As in LFW, no person influences the threshold that they are evaluated with.
 */
final class AllPairs implements ImagePairs {
    private static final Pattern IMAGE = Pattern.compile(".+\\.(jpe?g|png)");

    /** The longest array that each JVM can allocate. */
    private static final int MAX_PAIRS = Integer.MAX_VALUE - 8;

    private final List<Path> images;
    private final int[] people;

    private AllPairs(List<Path> images, int[] people) {
        this.images = images;
        this.people = people;
    }

    static AllPairs of(Path folder) {
        try {
            if (!imagesIn(folder).isEmpty()) {
                throw new EvaluationException(
                        folder + ": images without a person; move them to one sub-folder per person");
            }
            List<Path> images = new ArrayList<>();
            List<Integer> people = new ArrayList<>();
            int person = 0;
            for (Path own : sorted(folder, Files::isDirectory)) {
                for (Path image : imagesIn(own)) {
                    images.add(image);
                    people.add(person);
                }
                person++;
            }
            if (images.size() < 2) {
                throw new EvaluationException(folder + ": fewer than two images in its sub-folders");
            }
            long pairs = (long) images.size() * (images.size() - 1) / 2;
            if (pairs > MAX_PAIRS) {
                throw new EvaluationException(folder + ": " + images.size() + " images make " + pairs
                        + " pairs, the maximum is " + MAX_PAIRS + "; use fewer images");
            }
            return new AllPairs(
                    List.copyOf(images),
                    people.stream().mapToInt(Integer::intValue).toArray());
        } catch (IOException failure) {
            throw new EvaluationException(folder + ": images cannot be listed: " + failure, failure);
        }
    }

    private static List<Path> imagesIn(Path folder) throws IOException {
        return sorted(
                folder,
                file -> IMAGE.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                                .matches()
                        && Files.isRegularFile(file));
    }

    private static List<Path> sorted(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted).sorted().toList();
        }
    }

    @Override
    public List<Path> images() {
        return images;
    }

    @Override
    public Scored score(ImageTemplates gallery, ImageTemplates probes) {
        ScoreCollector all = ScoreCollector.forAllPairsOf(people);
        List<ScoreCollector> folds = IntStream.range(0, FOLDS)
                .mapToObj(fold -> ScoreCollector.forAllPairsOf(IntStream.of(people)
                        .filter(person -> person % FOLDS == fold)
                        .toArray()))
                .toList();
        PairComparison.compareAll(
                gallery,
                probes,
                people.length,
                (probe, from, to, scores) -> addScores(scores, from, to, probe, all, folds));
        return new Scored(
                all.scores(), folds.stream().map(ScoreCollector::scores).toList());
    }

    /** Adds the probe's scores with the images from {@code from} (inclusive) to {@code to} (exclusive), one person at a time. */
    private void addScores(
            float[] scores, int from, int to, int probe, ScoreCollector all, List<ScoreCollector> folds) {
        int first = from;
        while (first < to) {
            int next = first + 1;
            while (next < to && people[next] == people[first]) {
                next++;
            }
            boolean isGenuine = people[first] == people[probe];
            all.add(isGenuine, scores, first - from, next - from);
            if (people[first] % FOLDS == people[probe] % FOLDS) {
                folds.get(people[probe] % FOLDS).add(isGenuine, scores, first - from, next - from);
            }
            first = next;
        }
    }
}
