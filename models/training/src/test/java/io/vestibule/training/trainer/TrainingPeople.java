package io.vestibule.training.trainer;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.testing.SyntheticFaces;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.data.TrainingExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Synthetic training data: identities as coarse coloured squares with noise, each with its own embedding. */
final class TrainingPeople {
    private static final int DIMENSION = 16;

    private TrainingPeople() {}

    /** Data with two more identities for validation, and one unlabelled face. */
    static TrainingData of(int people, int pictures) {
        return of(people, pictures, "tutor@000000000000", DIMENSION);
    }

    /** The same with another teacher. */
    static TrainingData of(int people, int pictures, String contract, int dimension) {
        List<TrainingExample> training = new ArrayList<>();
        List<TrainingExample> validation = new ArrayList<>();
        for (int person = 0; person < people + 2; person++) {
            for (int picture = 0; picture < pictures; picture++) {
                (person < people ? training : validation).add(example(person, picture, "person-" + person, dimension));
            }
        }
        training.set(0, example(0, 0, null, dimension));
        return new TrainingData(
                "tutor",
                "0".repeat(64),
                contract,
                dimension,
                List.of(people + "x" + pictures),
                training,
                validation,
                Map.of());
    }

    private static TrainingExample example(int person, int picture, @Nullable String identity, int dimension) {
        AlignedFace face = face(person, picture);
        return new TrainingExample(
                "%d-%d".formatted(person, picture), () -> face, embedding(person, picture, dimension), identity);
    }

    private static AlignedFace face(int person, int picture) {
        return new AlignedFace(SyntheticFaces.squares(AlignedFace.SIDE, person, picture));
    }

    private static float[] embedding(int person, int picture, int dimension) {
        Random direction = new Random(2000 + person);
        Random noise = new Random(47L * person + picture);
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) (direction.nextGaussian() + 0.15 * noise.nextGaussian());
        }
        return Embedding.ofVector(vector).unit();
    }
}
