package io.vestibule.training.data;

import io.vestibule.models.matching.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identities of the training data as classes, with the teacher's centre of each.
 *
 * @param indices class of each identity, from 0, in the natural order of the identities
 * @param centres unit centres in the order of the classes; not to be changed
 */
public record IdentityClasses(Map<String, Integer> indices, List<float[]> centres) {

    public IdentityClasses {
        indices = Collections.unmodifiableMap(indices);
        centres = List.copyOf(centres);
    }

    /**
     * Classes of all identities of the examples.
     *
     * @param given centres of the datasets, by identity; for other identities the mean of the examples' embeddings is used, as
     *     datasets do
     */
    public static IdentityClasses of(List<TrainingExample> examples, Map<String, float[]> given) {
        Map<String, List<float[]>> members = new TreeMap<>();
        for (TrainingExample example : examples) {
            if (example.identity() != null) {
                members.computeIfAbsent(example.identity(), key -> new ArrayList<>())
                        .add(example.teacherEmbedding());
            }
        }
        Map<String, Integer> indices = new LinkedHashMap<>();
        List<float[]> centres = new ArrayList<>();
        members.forEach((identity, units) -> {
            indices.put(identity, indices.size());
            float[] known = given.get(identity);
            centres.add(known == null ? Vectors.centre(units) : known);
        });
        return new IdentityClasses(indices, centres);
    }

    /** Number of classes. */
    public int count() {
        return centres.size();
    }

    /** All centres in one array. */
    public float[] flatCentres(int dimension) {
        float[] flat = new float[count() * dimension];
        for (int i = 0; i < count(); i++) {
            System.arraycopy(centres.get(i), 0, flat, i * dimension, dimension);
        }
        return flat;
    }
}
