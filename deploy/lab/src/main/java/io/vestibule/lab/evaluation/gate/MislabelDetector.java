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
 * Finds faces with doubtful labels, using the teacher's embeddings. A face is doubtful if it is nearer to another
 * person's mean than to the mean of its own person's other faces. All faces of a person are doubtful if that person's
 * mean equals an earlier person's, that is, if two names stand for one person. In public collections about one image in
 * thirty has a wrong label. At FMR 1e-4 these images decide the threshold.
 *
 * <p>This also removes the teacher's own errors, which favours the teacher and models with similar errors. It is
 * therefore off by default.
 */
final class MislabelDetector {

    /**
     * Minimum cosine of two people's means that are one person. For comparison: at FMR 1e-6, two faces need 0.54 with
     * the zoo's models.
     */
    private static final float SAME_PERSON_COSINE = 0.7f;

    /** Minimum number of faces for a reliable mean. */
    private static final int MINIMUM_FACES = 3;

    private MislabelDetector() {}

    /** Returns the indices of faces with plausible labels, ascending. */
    static int[] plausible(int[] people, ImageTemplates teacher) {
        int identities = people[people.length - 1] + 1;
        List<List<float[]>> faces = new ArrayList<>();
        IntStream.range(0, identities).forEach(person -> faces.add(new ArrayList<>()));
        for (int face = 0; face < people.length; face++) {
            faces.get(people[face]).add(teacher.row(face).orElseThrow());
        }
        List<float[]> means = faces.stream().map(Vectors::centre).toList();
        Set<Integer> duplicates = duplicates(faces, means);
        return IntStream.range(0, people.length)
                .parallel()
                .filter(face -> !duplicates.contains(people[face]))
                .filter(face -> isNearestToOwnPerson(teacher.row(face).orElseThrow(), people[face], faces, means))
                .toArray();
    }

    /** Returns the people who equal an earlier person. */
    private static Set<Integer> duplicates(List<List<float[]>> faces, List<float[]> means) {
        Set<Integer> duplicates = new HashSet<>();
        for (int person = 0; person < means.size(); person++) {
            for (int earlier = 0; earlier < person; earlier++) {
                if (faces.get(person).size() >= MINIMUM_FACES
                        && faces.get(earlier).size() >= MINIMUM_FACES
                        && Vectors.dot(means.get(person), 0, means.get(earlier)) >= SAME_PERSON_COSINE) {
                    duplicates.add(person);
                }
            }
        }
        return duplicates;
    }

    /** A person with one face has no other faces for comparison; the label is accepted. */
    private static boolean isNearestToOwnPerson(
            float[] face, int person, List<List<float[]>> faces, List<float[]> means) {
        Optional<float[]> own = meanOfOthers(faces.get(person), face);
        if (own.isEmpty()) {
            return true;
        }
        float similarity = Vectors.dot(own.get(), 0, face);
        for (int other = 0; other < means.size(); other++) {
            if (other != person && Vectors.dot(means.get(other), 0, face) > similarity) {
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
