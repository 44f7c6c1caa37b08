package io.vestibule.models.internal.opencv;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.alignment.Similarity;
import io.vestibule.models.alignment.Template;
import io.vestibule.models.internal.memory.Memory;
import io.vestibule.zoo.ModelCard;
import org.opencv.core.Mat;

/** Aligned faces as a network's input, cut to the crop that the network was trained on. */
public final class FaceInput {

    private static final Similarity DLIB = Template.dlibFromCanvas();

    private final Planes planes;
    private final Crop crop;

    /** @throws IllegalArgumentException if the card asks for a crop that is not known */
    public FaceInput(ModelCard card) {
        OpenCv.load();
        this.planes = new Planes(card.input());
        this.crop = crop(card.alignment());
    }

    /** Bytes of one face. */
    public int bytes() {
        return planes.bytes();
    }

    /** @param item which of the batch's items in {@code target} is written */
    public void write(AlignedFace face, Memory target, int item) {
        OpenCv.run("face input", () -> crop(face, target, item));
    }

    private void crop(AlignedFace face, Memory target, int item) {
        try (Canvas canvas = Canvas.of(face)) {
            Mat cropped = crop.of(canvas);
            planes.write(cropped, target, item);
            cropped.release();
        }
    }

    private static Crop crop(String alignment) {
        return switch (alignment) {
            case "arcface-112" -> Canvas::frame;
            case "dlib-150" -> canvas -> Patch.warp(canvas.bgr(), DLIB, Template.DLIB_SIDE);
            default -> throw new IllegalArgumentException("no such crop of an aligned face: " + alignment);
        };
    }

    /** Gives a matrix that the caller releases. */
    private interface Crop {
        Mat of(Canvas canvas);
    }
}
