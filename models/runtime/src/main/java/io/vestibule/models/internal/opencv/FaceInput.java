package io.vestibule.models.internal.opencv;

import io.vestibule.models.alignment.AlignmentTemplate;
import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.zoo.manifest.ModelCard;
import org.opencv.core.Mat;

/** Writes aligned faces into a network's input, in the crop that the network was trained on. */
public final class FaceInput {

    private static final SimilarityTransform DLIB = AlignmentTemplate.dlibFromCanvas();

    private final TensorWriter tensors;
    private final Crop crop;

    /** @throws IllegalArgumentException if the card names an unknown crop */
    public FaceInput(ModelCard card) {
        OpenCv.load();
        this.tensors = new TensorWriter(card.input());
        this.crop = crop(card.alignment());
    }

    /** Size of one face, in bytes. */
    public int bytes() {
        return tensors.bytes();
    }

    /** @param item index in the batch */
    public void write(AlignedFace face, PooledBuffer target, int item) {
        OpenCv.run("face input", () -> crop(face, target, item));
    }

    private void crop(AlignedFace face, PooledBuffer target, int item) {
        try (AlignedCanvas canvas = AlignedCanvas.of(face)) {
            Mat cropped = crop.of(canvas);
            tensors.write(cropped, target, item);
            cropped.release();
        }
    }

    private static Crop crop(String alignment) {
        return switch (alignment) {
            case "arcface-112" -> AlignedCanvas::crop;
            case "dlib-150" -> canvas -> Patch.warp(canvas.bgr(), DLIB, AlignmentTemplate.DLIB_SIDE);
            default ->
                throw new IllegalArgumentException(
                        "unknown crop of an aligned face '" + alignment + "'; use arcface-112 or dlib-150");
        };
    }

    /** Takes a crop. The caller releases the matrix. */
    private interface Crop {
        Mat of(AlignedCanvas canvas);
    }
}
