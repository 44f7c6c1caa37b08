package io.vestibule.lab.evaluation.gate;

import io.vestibule.lab.evaluation.verification.ImageTemplates;
import io.vestibule.models.matching.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds faces whose labels are doubtful, as the teacher sees them: one that lies nearer to somebody else's mean than to the
 * mean of its own person's other faces, and the faces of a person whose mean is somebody else's, so that two names stand for
 * one person. Public collections have about one such image in thirty, and at an FMR of 1e-4 they decide the threshold.
 *
 * <p>The teacher's own errors are left out with them, which flatters it, and whoever errs alike. That is why nothing is left out
 * unless it is asked for.
 */
final class MislabelDetector {

    /** Of two people's means; for FMR 1e-6, two faces need 0.54 with the zoo's models. */
    private static final float ONE_PERSON = 0.7f;

    /** Faces from which a mean says who somebody is. */
    private static final int TELLING = 3;

    private MislabelDetector() {}

    /** Places of the faces that are beyond doubt, in order. */
    static int[] without(int[] people, ImageTemplates teacher) {
        int identities = people[people.length - 1] + 1;
        List<List<float[]>> faces = new ArrayList<>();
        IntStream.range(0, identities).forEach(person -> faces.add(new ArrayList<>()));
        for (int face = 0; face < people.length; face++) {
            faces.get(people[face]).add(teacher.row(face).orElseThrow());
        }
        List<float[]> means = faces.stream().map(Vectors::centre).toList();
        Set<Integer> doubles = doubles(faces, means);
        return IntStream.range(0, people.length)
                .parallel()
                .filter(face -> !doubles.contains(people[face]))
                .filter(face -> isNearestToItsOwn(teacher.row(face).orElseThrow(), people[face], faces, means))
                .toArray();
    }

    /** People who are another one before them. */
    private static Set<Integer> doubles(List<List<float[]>> faces, List<float[]> means) {
        Set<Integer> doubles = new HashSet<>();
        for (int person = 0; person < means.size(); person++) {
            for (int before = 0; before < person; before++) {
                if (faces.get(person).size() >= TELLING
                        && faces.get(before).size() >= TELLING
                        && Vectors.dot(means.get(person), 0, means.get(before)) >= ONE_PERSON) {
                    doubles.add(person);
                }
            }
        }
        return doubles;
    }

    /** Somebody with one face has no others to be held against: his is believed. */
    private static boolean isNearestToItsOwn(float[] face, int person, List<List<float[]>> faces, List<float[]> means) {
        Optional<float[]> own = meanOfOthers(faces.get(person), face);
        if (own.isEmpty()) {
            return true;
        }
        float likeness = Vectors.dot(own.get(), 0, face);
        for (int other = 0; other < means.size(); other++) {
            if (other != person && Vectors.dot(means.get(other), 0, face) > likeness) {
                return false;
            }
        }
        return true;
    }

    private static Optional<float[]> meanOfOthers(List<float[]> faces, float[] face) {
        List<float[]> others = new ArrayList<>(faces);
        for (int i = 0; i < others.size(); i++) {
            if (Arrays.equals(others.get(i), face)) {
                others.remove(i);
                break;
            }
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(Vectors.centre(others));
    }
}
