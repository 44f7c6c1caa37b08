package io.vestibule.models.internal.opencv;

import io.vestibule.models.alignment.AlignmentTemplate;
import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.zoo.manifest.ModelCard;
import org.opencv.core.Mat;

/** Aligned faces as a network's input, cut to the crop that the network was trained on. */
public final class FaceInput {

    private static final SimilarityTransform DLIB = AlignmentTemplate.dlibFromCanvas();

    private final TensorWriter planes;
    private final Crop crop;

    /** @throws IllegalArgumentException if the card asks for a crop that is not known */
    public FaceInput(ModelCard card) {
        OpenCv.load();
        this.planes = new TensorWriter(card.input());
        this.crop = crop(card.alignment());
    }

    /** Bytes of one face. */
    public int bytes() {
        return planes.bytes();
    }

    /** @param item which of the batch's items in {@code target} is written */
    public void write(AlignedFace face, PooledBuffer target, int item) {
        OpenCv.run("face input", () -> crop(face, target, item));
    }

    private void crop(AlignedFace face, PooledBuffer target, int item) {
        try (AlignedCanvas canvas = AlignedCanvas.of(face)) {
            Mat cropped = crop.of(canvas);
            planes.write(cropped, target, item);
            cropped.release();
        }
    }

    private static Crop crop(String alignment) {
        return switch (alignment) {
            case "arcface-112" -> AlignedCanvas::frame;
            case "dlib-150" -> canvas -> Patch.warp(canvas.bgr(), DLIB, AlignmentTemplate.DLIB_SIDE);
            default -> throw new IllegalArgumentException("no such crop of an aligned face: " + alignment);
        };
    }

    /** Gives a matrix that the caller releases. */
    private interface Crop {
        Mat of(AlignedCanvas canvas);
    }
}
