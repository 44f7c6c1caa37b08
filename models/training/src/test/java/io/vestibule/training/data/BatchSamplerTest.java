package io.vestibule.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchSamplerTest {
    private static final int PEOPLE = 10;
    private static final int FACES = 6;

    @Test
    void shouldUseEachFaceOncePerEpochInAnotherOrderWhenSampling() {
        // Given
        BatchSampler sampler = new BatchSampler(examples(), 8, 1, 5);

        // When
        List<int[]> first = sampler.batchesOf(0);
        List<int[]> again = new BatchSampler(examples(), 8, 1, 5).batchesOf(0);
        List<int[]> second = sampler.batchesOf(1);

        // Then
        assertThat(first).hasSize(7).hasSize(sampler.batchesPerEpoch());
        Set<Integer> seen = new HashSet<>();
        first.forEach(batch ->
                Arrays.stream(batch).forEach(face -> assertThat(seen.add(face)).isTrue()));
        assertThat(seen).hasSize(56);
        assertThat(first.get(0)).containsExactly(again.get(0)).isNotEqualTo(second.get(0));
    }

    @Test
    void shouldGroupFacesOfAnIdentityWhenPerIdentityIsOverOne() {
        // Given
        List<TrainingExample> examples = examples();

        // When
        long grouped = pairs(examples, new BatchSampler(examples, 8, 3, 5));
        long independent = pairs(examples, new BatchSampler(examples, 8, 1, 5));

        // Then
        // A group of three has three pairs, and few groups are cut.
        assertThat(grouped).isGreaterThan(independent + 10);
    }

    @Test
    void shouldUseOneBatchWhenThereAreFewFaces() {
        // Given
        BatchSampler sampler = new BatchSampler(examples().subList(0, 5), 64, 4, 1);

        // When
        List<int[]> batches = sampler.batchesOf(3);

        // Then
        assertThat(sampler.batchSize()).isEqualTo(5);
        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4));
    }

    /** Number of pairs of one identity in the batches of an epoch. */
    private static long pairs(List<TrainingExample> examples, BatchSampler sampler) {
        long pairs = 0;
        for (int[] batch : sampler.batchesOf(0)) {
            for (int a : batch) {
                for (int b : batch) {
                    String identity = examples.get(a).identity();
                    pairs += a < b
                                    && identity != null
                                    && identity.equals(examples.get(b).identity())
                            ? 1
                            : 0;
                }
            }
        }
        return pairs;
    }

    private static List<TrainingExample> examples() {
        List<TrainingExample> examples = new ArrayList<>();
        for (int i = 0; i < PEOPLE * FACES; i++) {
            examples.add(new TrainingExample(
                    "face-" + i,
                    () -> {
                        throw new IllegalStateException("this test needs no pixels");
                    },
                    new float[] {1},
                    i % FACES == 0 ? null : "person-" + i / FACES));
        }
        return examples;
    }
}
