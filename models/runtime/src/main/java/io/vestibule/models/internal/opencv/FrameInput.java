package io.vestibule.models.internal.opencv;

import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.zoo.manifest.ModelCard.Input;

/** Writes whole images into a network's input. */
public final class FrameInput {

    private final TensorWriter tensors;

    public FrameInput(Input input) {
        this.tensors = new TensorWriter(input);
    }

    /** Size of one image, in bytes. */
    public int bytes() {
        return tensors.bytes();
    }

    /**
     * Writes a part of an image that is shown wider than the input.
     *
     * @param width width of the whole image in pixels of the input
     * @param left first column of the part, in the same pixels
     */
    public void writePart(DecodedImage image, int width, int left, PooledBuffer target) {
        OpenCv.run("frame input", () -> tensors.writePart(MatImage.pixels(image), width, left, target));
    }

    /** @param item index in the batch */
    public void write(DecodedImage image, PooledBuffer target, int item) {
        OpenCv.run("frame input", () -> tensors.write(MatImage.pixels(image), target, item));
    }
}
