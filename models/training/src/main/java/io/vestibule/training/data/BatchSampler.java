package io.vestibule.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * In which batches the faces come. The order of an epoch is told by the seed and the epoch's number alone, so that a run can be taken up anywhere.
 *
 * <p>Faces of one identity are dealt into groups of up to {@code together}, the groups are shuffled and laid end to end, and that is cut into
 * batches; what is left over at the end sits this epoch out.
 */
public final class BatchSampler {

    private final List<TrainingExample> exercises;
    private final int batch;
    private final int together;
    private final long seed;

    /**
     * @param exercises at least one
     * @param batch faces in a batch; where there are fewer faces than that, all of them are a batch
     * @param together most faces of one identity in a group, 1 or more
     */
    public BatchSampler(List<TrainingExample> exercises, int batch, int together, long seed) {
        if (exercises.isEmpty()) {
            throw new IllegalArgumentException("there are no faces to put in order");
        }
        this.exercises = exercises;
        this.batch = Math.min(batch, exercises.size());
        this.together = together;
        this.seed = seed;
    }

    /** Batches of each epoch. */
    public int batches() {
        return exercises.size() / batch;
    }

    /** Faces in each batch. */
    public int size() {
        return batch;
    }

    /** The batches of an epoch, as places in the list of exercises. */
    public List<int[]> of(long epoch) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + epoch);
        List<int[]> groups = groups(random);
        Collections.shuffle(groups, random);
        int[] line = groups.stream().flatMapToInt(Arrays::stream).toArray();
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from + batch <= line.length; from += batch) {
            batches.add(Arrays.copyOfRange(line, from, from + batch));
        }
        return batches;
    }

    private List<int[]> groups(Random random) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        List<int[]> groups = new ArrayList<>();
        for (int i = 0; i < exercises.size(); i++) {
            String identity = exercises.get(i).identity();
            if (identity == null || together == 1) {
                groups.add(new int[] {i});
            } else {
                members.computeIfAbsent(identity, key -> new ArrayList<>()).add(i);
            }
        }
        for (List<Integer> all : members.values()) {
            Collections.shuffle(all, random);
            for (int from = 0; from < all.size(); from += together) {
                groups.add(all.subList(from, Math.min(all.size(), from + together)).stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
            }
        }
        return groups;
    }
}
