package io.vestibule.models.internal.opencv;

import io.vestibule.models.Picture;
import io.vestibule.models.alignment.Similarity;
import io.vestibule.models.internal.memory.Memory;
import io.vestibule.zoo.ModelCard.Input;
import org.opencv.core.Mat;

/** Square pieces of a picture, turned as one likes, as a network's input. */
public final class LandmarkInput {

    private final Planes planes;
    private final int side;

    public LandmarkInput(Input input) {
        this.planes = new Planes(input);
        this.side = input.width();
    }

    /** Bytes of one piece. */
    public int bytes() {
        return planes.bytes();
    }

    /** Width and height of a piece, in pixels. */
    public int side() {
        return side;
    }

    /**
     * @param transform from pixels of the picture to pixels of the network's input; what lies outside the picture is black
     * @param item which of the batch's items in {@code target} is written
     */
    public void write(Picture picture, Similarity transform, Memory target, int item) {
        OpenCv.run("landmark input", () -> cut(picture, transform, target, item));
    }

    private void cut(Picture picture, Similarity transform, Memory target, int item) {
        Mat patch = Patch.cut(MatPicture.pixels(picture), transform, side);
        try {
            planes.write(patch, target, item);
        } finally {
            patch.release();
        }
    }
}
