package io.vestibule.models.internal.opencv;

import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.zoo.manifest.ModelCard.Input;

/** Whole pictures as a network's input. */
public final class FrameInput {

    private final TensorWriter planes;

    public FrameInput(Input input) {
        this.planes = new TensorWriter(input);
    }

    /** Bytes of one picture. */
    public int bytes() {
        return planes.bytes();
    }

    /** @param item which of the batch's items in {@code target} is written */
    public void write(DecodedImage picture, PooledBuffer target, int item) {
        OpenCv.run("frame input", () -> planes.write(MatImage.pixels(picture), target, item));
    }
}
