package io.vestibule.lab.evaluation.verification;

import io.vestibule.lab.evaluation.verification.PairsFile.Fold;
import io.vestibule.lab.evaluation.verification.PairsFile.ImageName;
import io.vestibule.lab.evaluation.verification.PairsFile.NamedPair;
import io.vestibule.models.verification.PairScores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pairs of a file in LFW's format. */
final class ListedPairs implements ImagePairs {
    private static final int MAX_NAMES_IN_MESSAGE = 5;

    private final List<Path> images;
    private final Map<ImageName, Integer> indexes;
    private final List<Fold> folds;

    private ListedPairs(List<Path> images, Map<ImageName, Integer> indexes, List<Fold> folds) {
        this.images = images;
        this.indexes = indexes;
        this.folds = folds;
    }

    static ListedPairs of(PairsFile file, Path folder) {
        Map<ImageName, Integer> indexes = new LinkedHashMap<>();
        file.folds().stream()
                .flatMap(fold -> Stream.concat(fold.genuine().stream(), fold.impostor().stream()))
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .forEach(name -> indexes.putIfAbsent(name, indexes.size()));
        List<Path> images =
                indexes.keySet().stream().map(name -> name.in(folder)).toList();
        requirePresent(images);
        return new ListedPairs(images, indexes, split(file.folds()));
    }

    private static void requirePresent(List<Path> images) {
        List<Path> missing =
                images.stream().filter(image -> !Files.isRegularFile(image)).toList();
        if (!missing.isEmpty()) {
            String first = missing.stream()
                    .limit(MAX_NAMES_IN_MESSAGE)
                    .map(Path::toString)
                    .collect(Collectors.joining(", "));
            throw new EvaluationException(missing.size() + " of " + images.size() + " images are missing: " + first
                    + (missing.size() > MAX_NAMES_IN_MESSAGE ? ", ..." : ""));
        }
    }

    /** A single set cannot be cross-validated, so it is split into ten, in its order. */
    private static List<Fold> split(List<Fold> folds) {
        if (folds.size() > 1) {
            return folds;
        }
        Fold whole = folds.get(0);
        List<Fold> split = new ArrayList<>();
        for (int part = 0; part < FOLDS; part++) {
            split.add(new Fold(part(whole.genuine(), part), part(whole.impostor(), part)));
        }
        return split;
    }

    private static List<NamedPair> part(List<NamedPair> pairs, int part) {
        return pairs.subList(part * pairs.size() / FOLDS, (part + 1) * pairs.size() / FOLDS);
    }

    @Override
    public List<Path> images() {
        return images;
    }

    @Override
    public Scored score(ImageTemplates gallery, ImageTemplates probes) {
        List<PairScores> scored = folds.stream()
                .map(fold -> PairScores.of(
                        scores(fold.genuine(), gallery, probes), scores(fold.impostor(), gallery, probes)))
                .toList();
        return new Scored(PairScores.union(scored), scored);
    }

    private float[] scores(List<NamedPair> pairs, ImageTemplates gallery, ImageTemplates probes) {
        float[] scores = new float[pairs.size()];
        for (int i = 0; i < scores.length; i++) {
            NamedPair pair = pairs.get(i);
            scores[i] = gallery.score(indexOf(pair.first()), probes.row(indexOf(pair.second())));
        }
        return scores;
    }

    /** The index of an image. The constructor has listed every image that a pair names. */
    private int indexOf(ImageName image) {
        return Objects.requireNonNull(indexes.get(image), () -> "not listed: " + image);
    }
}
