package io.vestibule.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Distributes the training faces over the batches of an epoch. The result depends on the seed and the number of the epoch only, so
 * that a run can be resumed at any step.
 *
 * <p>Faces of one identity form groups of up to {@code perIdentity}. The groups are shuffled, concatenated and cut into batches. Faces
 * that do not fill a last batch are not used in this epoch.
 */
public final class BatchSampler {

    private final List<TrainingExample> examples;
    private final int batch;
    private final int perIdentity;
    private final long seed;

    /**
     * @param examples at least one
     * @param batch faces per batch; if there are fewer, all of them are one batch
     * @param perIdentity most faces of one identity in a group, 1 or more; 1 shuffles single faces
     */
    public BatchSampler(List<TrainingExample> examples, int batch, int perIdentity, long seed) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("there are no training faces");
        }
        this.examples = examples;
        this.batch = Math.min(batch, examples.size());
        this.perIdentity = perIdentity;
        this.seed = seed;
    }

    /** Number of batches in each epoch. */
    public int batchesPerEpoch() {
        return examples.size() / batch;
    }

    /** Number of faces in each batch. */
    public int batchSize() {
        return batch;
    }

    /** The batches of an epoch, as indices into the list of examples. */
    public List<int[]> batchesOf(long epoch) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + epoch);
        List<int[]> groups = groups(random);
        Collections.shuffle(groups, random);
        int[] sequence = groups.stream().flatMapToInt(Arrays::stream).toArray();
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from + batch <= sequence.length; from += batch) {
            batches.add(Arrays.copyOfRange(sequence, from, from + batch));
        }
        return batches;
    }

    private List<int[]> groups(Random random) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        List<int[]> groups = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            String identity = examples.get(i).identity();
            if (identity == null || perIdentity == 1) {
                groups.add(new int[] {i});
            } else {
                members.computeIfAbsent(identity, key -> new ArrayList<>()).add(i);
            }
        }
        for (List<Integer> all : members.values()) {
            Collections.shuffle(all, random);
            for (int from = 0; from < all.size(); from += perIdentity) {
                groups.add(all.subList(from, Math.min(all.size(), from + perIdentity)).stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
            }
        }
        return groups;
    }
}
