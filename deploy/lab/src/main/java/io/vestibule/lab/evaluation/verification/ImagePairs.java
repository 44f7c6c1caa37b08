package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.verification.PairScores;
import java.nio.file.Path;
import java.util.List;

/** Which images are compared, and which with which. */
public sealed interface ImagePairs permits ListedPairs, AllPairs {

    /** Folds of accuracy where nobody says otherwise, as in LFW's protocol. */
    int FOLDS = 10;

    /**
     * Those that a file in the layout of LFW's {@code pairs.txt} lists; images are at {@code NAME/NAME_0001.jpg}.
     *
     * @throws EvaluationException if a line of the file is wrong, or images are missing
     */
    static ImagePairs listed(Path file, Path images) {
        return ListedPairs.of(PairsFile.read(file), images);
    }

    /**
     * Every image with every other. A person is a sub-folder.
     *
     * @throws EvaluationException if there are no pairs, too many, or images in no sub-folder
     */
    static ImagePairs every(Path images) {
        return AllPairs.of(images);
    }

    /** The images, each once. */
    List<Path> images();

    /** Compares. Both know all {@link #images()}, by their place in that list. */
    Scored score(ImageTemplates gallery, ImageTemplates probes);

    /**
     * What came of it.
     *
     * @param all scores of all pairs
     * @param folds those of the pairs that take part in the cross-validation
     */
    record Scored(PairScores all, List<PairScores> folds) {}
}
