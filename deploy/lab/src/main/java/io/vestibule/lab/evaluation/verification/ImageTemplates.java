package io.vestibule.lab.evaluation.verification;

import io.vestibule.models.matching.Vectors;
import io.vestibule.models.verification.PairScores;
import java.util.Arrays;
import java.util.Optional;

/** Embeddings of images as unit vectors, one row per image, in one array. An image can lack a row. Several threads can set rows. */
public final class ImageTemplates {
    private final int dimension;
    private final float[] rows;
    private final boolean[] present;

    public ImageTemplates(int images, int dimension) {
        this.dimension = dimension;
        this.rows = new float[Math.multiplyExact(images, dimension)];
        this.present = new boolean[images];
    }

    public void set(int image, float[] unit) {
        System.arraycopy(unit, 0, rows, image * dimension, dimension);
        present[image] = true;
    }

    /** The rows of some images, in the order of the given indexes. */
    public ImageTemplates only(int[] images) {
        ImageTemplates only = new ImageTemplates(images.length, dimension);
        for (int place = 0; place < images.length; place++) {
            System.arraycopy(rows, images[place] * dimension, only.rows, place * dimension, dimension);
            only.present[place] = present[images[place]];
        }
        return only;
    }

    /** The vector of the image; empty if it has none. */
    public Optional<float[]> row(int image) {
        return present[image]
                ? Optional.of(Arrays.copyOfRange(rows, image * dimension, (image + 1) * dimension))
                : Optional.empty();
    }

    /** Cosine of an image's vector with another; {@link PairScores#NOT_COMPARED} if one of the two is missing. */
    public float score(int image, Optional<float[]> other) {
        return present[image] && other.isPresent()
                ? Vectors.dot(rows, image * dimension, other.get())
                : PairScores.NOT_COMPARED;
    }
}
