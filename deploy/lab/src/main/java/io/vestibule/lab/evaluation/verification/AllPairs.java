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
 * Every image of a folder with every other. For the cross-validation the people are dealt into ten folds by turns; a pair of
 * people from two folds is in none, so that, as in LFW, nobody has a say in the threshold by which he is judged.
 */
final class AllPairs implements ImagePairs {
    private static final Pattern IMAGE = Pattern.compile(".+\\.(jpe?g|png)");

    /** The longest array that every JVM can make. */
    private static final int MOST_PAIRS = Integer.MAX_VALUE - 8;

    private final List<Path> images;
    private final int[] people;

    private AllPairs(List<Path> images, int[] people) {
        this.images = images;
        this.people = people;
    }

    static AllPairs of(Path folder) {
        try {
            if (!imagesIn(folder).isEmpty()) {
                throw new EvaluationException("images in " + folder
                        + " itself belong to nobody: each person has a sub-folder of the images' folder");
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
                throw new EvaluationException("no two images in sub-folders of " + folder);
            }
            long pairs = (long) images.size() * (images.size() - 1) / 2;
            if (pairs > MOST_PAIRS) {
                throw new EvaluationException(images.size() + " images make " + pairs + " pairs, more than "
                        + MOST_PAIRS + "; take a part of the folder");
            }
            return new AllPairs(
                    List.copyOf(images),
                    people.stream().mapToInt(Integer::intValue).toArray());
        } catch (IOException failure) {
            throw new EvaluationException("images in " + folder + " cannot be listed: " + failure, failure);
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
        ScoreCollector all = ScoreCollector.forEveryPairOf(people);
        List<ScoreCollector> folds = IntStream.range(0, FOLDS)
                .mapToObj(fold -> ScoreCollector.forEveryPairOf(IntStream.of(people)
                        .filter(person -> person % FOLDS == fold)
                        .toArray()))
                .toList();
        PairComparison.ofEveryPair(
                gallery,
                probes,
                people.length,
                (probe, from, to, scores) -> enter(scores, from, to, probe, all, folds));
        return new Scored(
                all.scores(), folds.stream().map(ScoreCollector::scores).toList());
    }

    /** Enters the probe's scores with the images from one up to, but without, another: a person's at a time. */
    private void enter(float[] scores, int from, int to, int probe, ScoreCollector all, List<ScoreCollector> folds) {
        int first = from;
        while (first < to) {
            int next = first + 1;
            while (next < to && people[next] == people[first]) {
                next++;
            }
            boolean ofOnePerson = people[first] == people[probe];
            all.add(ofOnePerson, scores, first - from, next - from);
            if (people[first] % FOLDS == people[probe] % FOLDS) {
                folds.get(people[probe] % FOLDS).add(ofOnePerson, scores, first - from, next - from);
            }
            first = next;
        }
    }
}
