package io.vestibule.models.internal.opencv;

import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.zoo.manifest.ModelCard.Input;
import org.opencv.core.Mat;

/** Square pieces of a picture, turned as one likes, as a network's input. */
public final class LandmarkInput {

    private final TensorWriter planes;
    private final int side;

    public LandmarkInput(Input input) {
        this.planes = new TensorWriter(input);
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
    public void write(DecodedImage picture, SimilarityTransform transform, PooledBuffer target, int item) {
        OpenCv.run("landmark input", () -> cut(picture, transform, target, item));
    }

    private void cut(DecodedImage picture, SimilarityTransform transform, PooledBuffer target, int item) {
        Mat patch = Patch.cut(MatImage.pixels(picture), transform, side);
        try {
            planes.write(patch, target, item);
        } finally {
            patch.release();
        }
    }
}
