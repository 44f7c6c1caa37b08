package io.vestibule.models.internal.opencv;

import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.zoo.manifest.ModelCard.Input;
import org.opencv.core.Mat;

/** Writes square patches of an image, in any rotation, into a network's input. */
public final class LandmarkInput {

    private final TensorWriter tensors;
    private final int side;

    public LandmarkInput(Input input) {
        this.tensors = new TensorWriter(input);
        this.side = input.width();
    }

    /** Size of one patch, in bytes. */
    public int bytes() {
        return tensors.bytes();
    }

    /** Width and height of a patch, in pixels. */
    public int side() {
        return side;
    }

    /**
     * @param transform from pixels of the image to pixels of the network's input; pixels outside the image are black
     * @param item index in the batch
     */
    public void write(DecodedImage image, SimilarityTransform transform, PooledBuffer target, int item) {
        OpenCv.run("landmark input", () -> cut(image, transform, target, item));
    }

    private void cut(DecodedImage image, SimilarityTransform transform, PooledBuffer target, int item) {
        Mat patch = Patch.cut(MatImage.pixels(image), transform, side);
        try {
            tensors.write(patch, target, item);
        } finally {
            patch.release();
        }
    }
}
