package io.vestibule.models.internal.opencv;

import io.vestibule.models.Picture;
import io.vestibule.models.internal.memory.Memory;
import io.vestibule.zoo.ModelCard.Input;

/** Whole pictures as a network's input. */
public final class FrameInput {

    private final Planes planes;

    public FrameInput(Input input) {
        this.planes = new Planes(input);
    }

    /** Bytes of one picture. */
    public int bytes() {
        return planes.bytes();
    }

    /** @param item which of the batch's items in {@code target} is written */
    public void write(Picture picture, Memory target, int item) {
        OpenCv.run("frame input", () -> planes.write(MatPicture.pixels(picture), target, item));
    }
}
