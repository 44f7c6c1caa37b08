package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.verification.PairScores;
import java.nio.file.Path;
import java.util.List;

/** The images of an evaluation, and the pairs to compare. */
public sealed interface ImagePairs permits ListedPairs, AllPairs {

    /** Default number of folds of the cross-validation, as in LFW's protocol. */
    int FOLDS = 10;

    /**
     * The pairs of a file in the format of LFW's {@code pairs.txt}. Images are at {@code NAME/NAME_0001.jpg}.
     *
     * @throws EvaluationException if a line of the file is wrong, or images are missing
     */
    static ImagePairs listed(Path file, Path images) {
        return ListedPairs.of(PairsFile.read(file), images);
    }

    /**
     * All pairs of the images in a folder. Each sub-folder is a person.
     *
     * @throws EvaluationException if there are no pairs, too many pairs, or images outside the sub-folders
     */
    static ImagePairs all(Path images) {
        return AllPairs.of(images);
    }

    /** All images, without duplicates. */
    List<Path> images();

    /** Compares all pairs. Both arguments have a row for each of {@link #images()}, in that order. */
    Scored score(ImageTemplates gallery, ImageTemplates probes);

    /**
     * The scores of an evaluation.
     *
     * @param all scores of all pairs
     * @param folds scores of the pairs of each fold of the cross-validation
     */
    record Scored(PairScores all, List<PairScores> folds) {}
}
