package io.vestibule.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vestibule.models.face.AlignedFace;
import java.util.List;

/**
 * Converts aligned faces to the network's input: the inner 112x112 pixels of the canvas in three planes (blue, green, red), each
 * value (pixel - 127) / 128. The teacher has the same input.
 */
public final class FacePixels {

    /** Values of one face. */
    public static final int FLOATS = 3 * Architecture.SIDE * Architecture.SIDE;

    private static final int PLANE = Architecture.SIDE * Architecture.SIDE;
    private static final float MEAN = 127;
    private static final float SCALE = 1 / 128f;

    private FacePixels() {}

    /** Writes a face into an array, from an offset on. */
    public static void write(AlignedFace face, float[] into, int offset) {
        byte[] bgr = face.bgr();
        for (int row = 0; row < Architecture.SIDE; row++) {
            int from = 3 * ((row + AlignedFace.MARGIN) * AlignedFace.SIDE + AlignedFace.MARGIN);
            int to = offset + row * Architecture.SIDE;
            for (int column = 0; column < Architecture.SIDE; column++) {
                for (int plane = 0; plane < 3; plane++) {
                    into[to + plane * PLANE + column] = ((bgr[from + 3 * column + plane] & 0xff) - MEAN) * SCALE;
                }
            }
        }
    }

    /** Faces without augmentation, [batch, 3, 112, 112]. */
    public static NDArray batch(NDManager manager, List<AlignedFace> faces) {
        float[] values = new float[faces.size() * FLOATS];
        for (int i = 0; i < faces.size(); i++) {
            write(faces.get(i), values, i * FLOATS);
        }
        return manager.create(values, new Shape(faces.size(), 3, Architecture.SIDE, Architecture.SIDE));
    }
}
