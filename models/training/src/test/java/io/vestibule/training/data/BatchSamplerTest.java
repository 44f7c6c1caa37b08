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
    void shouldTakeEachFaceOnceAnEpochAndAnotherOrderEachTime() {
        // Given
        BatchSampler order = new BatchSampler(exercises(), 8, 1, 5);

        // When
        List<int[]> first = order.of(0);
        List<int[]> again = new BatchSampler(exercises(), 8, 1, 5).of(0);
        List<int[]> second = order.of(1);

        // Then
        assertThat(first).hasSize(7).hasSize(order.batches());
        Set<Integer> seen = new HashSet<>();
        first.forEach(batch ->
                Arrays.stream(batch).forEach(face -> assertThat(seen.add(face)).isTrue()));
        assertThat(seen).hasSize(56);
        assertThat(first.get(0)).containsExactly(again.get(0)).isNotEqualTo(second.get(0));
    }

    @Test
    void shouldBringFacesOfAPersonTogether() {
        // Given
        List<TrainingExample> exercises = exercises();

        // When
        long company = pairs(exercises, new BatchSampler(exercises, 8, 3, 5));
        long chance = pairs(exercises, new BatchSampler(exercises, 8, 1, 5));

        // Then: a group of three is three pairs, and few groups are cut
        assertThat(company).isGreaterThan(chance + 10);
    }

    @Test
    void shouldMakeOneBatchOfTooFewFaces() {
        // Given
        BatchSampler order = new BatchSampler(exercises().subList(0, 5), 64, 4, 1);

        // Then
        assertThat(order.size()).isEqualTo(5);
        assertThat(order.of(3)).hasSize(1);
        assertThat(order.of(3).get(0)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    /** Pairs of one person's faces in the batches of an epoch. */
    private static long pairs(List<TrainingExample> exercises, BatchSampler order) {
        long pairs = 0;
        for (int[] batch : order.of(0)) {
            for (int a : batch) {
                for (int b : batch) {
                    String identity = exercises.get(a).identity();
                    pairs += a < b
                                    && identity != null
                                    && identity.equals(exercises.get(b).identity())
                            ? 1
                            : 0;
                }
            }
        }
        return pairs;
    }

    private static List<TrainingExample> exercises() {
        List<TrainingExample> exercises = new ArrayList<>();
        for (int i = 0; i < PEOPLE * FACES; i++) {
            exercises.add(new TrainingExample(
                    "face-" + i,
                    () -> {
                        throw new IllegalStateException("no pixels are needed");
                    },
                    new float[] {1},
                    i % FACES == 0 ? null : "person-" + i / FACES));
        }
        return exercises;
    }
}
