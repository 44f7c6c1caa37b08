package io.vestibule.models.internal.opencv;

import io.vestibule.models.Box;
import io.vestibule.models.Picture;
import io.vestibule.models.alignment.Similarity;
import io.vestibule.models.internal.memory.Memory;
import io.vestibule.zoo.ModelCard.Input;
import org.opencv.core.Mat;

/** Squares of a picture as a network's input. */
public final class LandmarkInput {

    private final Planes planes;
    private final int side;

    public LandmarkInput(Input input) {
        this.planes = new Planes(input);
        this.side = input.width();
    }

    /** Bytes of one square. */
    public int bytes() {
        return planes.bytes();
    }

    /**
     * @param square in pixels of the picture; what reaches over its border is black
     * @param item which of the batch's items in {@code target} is written
     */
    public void write(Picture picture, Box square, Memory target, int item) {
        Mat patch = Patch.cut(MatPicture.pixels(picture), onto(square), side);
        try {
            planes.write(patch, target, item);
        } finally {
            patch.release();
        }
    }

    /** Borders of the square onto borders of the patch; a pixel's index is that of its middle, hence the halves. */
    private Similarity onto(Box square) {
        double scale = side / (double) square.height();
        return Similarity.shift(0.5 - square.left(), 0.5 - square.top())
                .then(Similarity.scaling(scale))
                .then(Similarity.shift(-0.5, -0.5));
    }
}
