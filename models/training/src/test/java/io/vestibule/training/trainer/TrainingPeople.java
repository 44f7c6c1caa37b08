package io.vestibule.training.trainer;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.data.TrainingExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** People of coarse coloured squares, each picture with a little noise; their teacher sees every person in a place of its own. */
final class TrainingPeople {
    private static final int LENGTH = 16;
    private static final int SQUARE = 24;

    private TrainingPeople() {}

    /** Two people are kept for judging; one face more has nobody's name. */
    static TrainingData of(int people, int pictures) {
        return of(people, pictures, "tutor@000000000000", LENGTH);
    }

    /** The same, of a teacher whose embeddings are of some length and live in some space. */
    static TrainingData of(int people, int pictures, String contract, int length) {
        List<TrainingExample> training = new ArrayList<>();
        List<TrainingExample> validation = new ArrayList<>();
        for (int person = 0; person < people + 2; person++) {
            for (int picture = 0; picture < pictures; picture++) {
                (person < people ? training : validation).add(exercise(person, picture, "person-" + person, length));
            }
        }
        training.set(0, exercise(0, 0, null, length));
        return new TrainingData(
                "tutor",
                "0".repeat(64),
                contract,
                length,
                List.of(people + "x" + pictures),
                training,
                validation,
                Map.of());
    }

    private static TrainingExample exercise(int person, int picture, @Nullable String identity, int length) {
        AlignedFace face = face(person, picture);
        return new TrainingExample(
                "%d-%d".formatted(person, picture), () -> face, embedding(person, picture, length), identity);
    }

    private static AlignedFace face(int person, int picture) {
        Random look = new Random(1000 + person);
        Random noise = new Random(31L * person + picture);
        int squares = AlignedFace.SIDE / SQUARE;
        int[] colours = look.ints((long) squares * squares * 3, 30, 226).toArray();
        byte[] bgr = new byte[AlignedFace.BYTES];
        for (int row = 0; row < AlignedFace.SIDE; row++) {
            for (int column = 0; column < AlignedFace.SIDE; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    int colour = colours[3 * (row / SQUARE * squares + column / SQUARE) + channel];
                    bgr[3 * (row * AlignedFace.SIDE + column) + channel] = (byte) (colour + noise.nextInt(21) - 10);
                }
            }
        }
        return new AlignedFace(bgr);
    }

    private static float[] embedding(int person, int picture, int length) {
        Random place = new Random(2000 + person);
        Random noise = new Random(47L * person + picture);
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) (place.nextGaussian() + 0.15 * noise.nextGaussian());
        }
        return Embedding.ofVector(vector).unit();
    }
}
