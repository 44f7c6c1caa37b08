package io.vestibule.app.evaluate.verification;

import io.vestibule.models.verification.Scores;
import java.nio.file.Path;
import java.util.List;

/** Which images are compared, and which with which. */
public sealed interface Pairs permits ListedPairs, EveryPair {

    /** Folds of accuracy where nobody says otherwise, as in LFW's protocol. */
    int FOLDS = 10;

    /**
     * Those that a file in the layout of LFW's {@code pairs.txt} lists; images are at {@code NAME/NAME_0001.jpg}.
     *
     * @throws EvaluationException if a line of the file is wrong, or images are missing
     */
    static Pairs listed(Path file, Path images) {
        return ListedPairs.of(PairsFile.read(file), images);
    }

    /**
     * Every image with every other. A person is a sub-folder.
     *
     * @throws EvaluationException if there are no pairs, too many, or images in no sub-folder
     */
    static Pairs every(Path images) {
        return EveryPair.of(images);
    }

    /** The images, each once. */
    List<Path> images();

    /** Compares. Both know all {@link #images()}, by their place in that list. */
    Scored score(Templates gallery, Templates probes);

    /**
     * What came of it.
     *
     * @param all scores of all pairs
     * @param folds those of the pairs that take part in the cross-validation
     */
    record Scored(Scores all, List<Scores> folds) {}
}
