package io.vestibule.training.data;

import io.vestibule.models.matching.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The people that a student learns to tell apart, and where the teacher has each of them.
 *
 * @param numbers of each identity, in their natural order from 0
 * @param centres unit centres in the order of the numbers; not to be changed
 */
public record IdentityClasses(Map<String, Integer> numbers, List<float[]> centres) {

    public IdentityClasses {
        numbers = Collections.unmodifiableMap(numbers);
        centres = List.copyOf(centres);
    }

    /**
     * Everybody who is known among the exercises.
     *
     * @param given centres that a dataset brings along, by identity; of others the mean of the exercises' embeddings is taken, which is how datasets make theirs
     */
    public static IdentityClasses of(List<TrainingExample> exercises, Map<String, float[]> given) {
        Map<String, List<float[]>> members = new TreeMap<>();
        for (TrainingExample exercise : exercises) {
            if (exercise.identity() != null) {
                members.computeIfAbsent(exercise.identity(), key -> new ArrayList<>())
                        .add(exercise.teacher());
            }
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<float[]> centres = new ArrayList<>();
        members.forEach((identity, units) -> {
            numbers.put(identity, numbers.size());
            float[] known = given.get(identity);
            centres.add(known == null ? Vectors.centre(units) : known);
        });
        return new IdentityClasses(numbers, centres);
    }

    public int count() {
        return centres.size();
    }

    /** All centres, one after the other. */
    public float[] flat(int length) {
        float[] flat = new float[count() * length];
        for (int i = 0; i < count(); i++) {
            System.arraycopy(centres.get(i), 0, flat, i * length, length);
        }
        return flat;
    }
}
