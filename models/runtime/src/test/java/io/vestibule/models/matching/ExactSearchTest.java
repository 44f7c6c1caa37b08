package io.vestibule.models.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSearchTest {

    private static final long NOW = 10;

    private final Random random = new Random(11);

    @ParameterizedTest
    @CsvSource({"1, 3000", "2, 3000", "3, 300", "128, 5000", "512, 5000", "640, 2500", "40000, 20"})
    void shouldEqualAComparisonWithEveryRow(int dimension, int rows) {
        // Given
        List<Row> gallery = gallery(dimension, rows);
        TemplateIndex templates = new TemplateIndex(dimension);
        for (int i = 0; i < gallery.size(); i++) {
            put(templates, gallery, i);
        }
        List<float[]> probes =
                Stream.generate(() -> vector(dimension, gallery)).limit(60).toList();

        for (float[] probe : probes) {
            for (int count : new int[] {1, 2, 7}) {
                // When
                List<ScoredSubject> found = templates.current().nearest(probe, NOW, count);

                // Then
                assertThat(found).isEqualTo(compareEveryRow(gallery, probe, count));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "NaN", "Infinity", "1e-30", "1e30", "3"})
    void shouldEqualAComparisonWithEveryRowWhenTheProbeIsNotAUnitVector(float length) {
        // Given
        List<Row> gallery = gallery(64, 3000);
        TemplateIndex templates = new TemplateIndex(64);
        for (int i = 0; i < gallery.size(); i++) {
            put(templates, gallery, i);
        }
        float[] probe = normal(64);
        for (int i = 0; i < probe.length; i++) {
            probe[i] *= length;
        }

        // When
        List<ScoredSubject> found = templates.current().nearest(probe, NOW, 3);

        // Then
        assertThat(found).isEqualTo(compareEveryRow(gallery, probe, 3));
    }

    @Test
    void shouldExcludeMostRowsByTheirQuantisedForm() {
        // Given
        RowQuantiser quantiser = new RowQuantiser(512);
        QuantisedRows quantised = new QuantisedRows(quantiser, TemplateBlock.ROWS);
        List<float[]> rows =
                Stream.generate(() -> normal(512)).limit(TemplateBlock.ROWS).toList();
        for (int row = 0; row < TemplateBlock.ROWS; row++) {
            quantised.write(row, rows.get(row));
        }
        QuantisedProbe probe = quantiser.quantiseProbe(normal(512)).orElseThrow();
        short[] even = new short[TemplateBlock.ROWS];
        short[] odd = new short[TemplateBlock.ROWS];

        // When
        quantised.multiply(TemplateBlock.ROWS, probe, even, odd);

        // Then
        // Two random vectors of 512 normal values score 0 with a deviation of 0.044, so one in 45 reaches 0.09.
        int minimum = probe.minimumProduct(0.18f);
        long remaining = 0;
        for (int row = 0; row < TemplateBlock.ROWS; row++) {
            remaining += even[row] + odd[row] + quantised.errorBound(row) >= minimum ? 1 : 0;
        }
        assertThat(remaining).isLessThan(TemplateBlock.ROWS / 45);
    }

    private record Row(String subject, float[] unit, long usableUntil) {}

    /** Normal vectors, single peaks, similar and equal vectors; subjects with many templates; some subjects whose time is over. */
    private List<Row> gallery(int dimension, int rows) {
        List<Row> gallery = new ArrayList<>();
        while (gallery.size() < rows) {
            String subject = "s" + gallery.size();
            long usableUntil = random.nextInt(4) == 0 ? NOW - 1 : NOW;
            int templates = random.nextInt(20) == 0 ? 50 : 1 + random.nextInt(3);
            for (int i = 0; i < templates; i++) {
                gallery.add(new Row(subject, vector(dimension, gallery), usableUntil));
            }
        }
        return gallery;
    }

    private float[] vector(int dimension, List<Row> gallery) {
        float[] vector = normal(dimension);
        float[] similar = gallery.isEmpty()
                ? vector
                : gallery.get(random.nextInt(gallery.size())).unit();
        switch (random.nextInt(6)) {
            case 0 -> {
                Arrays.fill(vector, 0);
                vector[random.nextInt(dimension)] = random.nextBoolean() ? 1 : -1;
            }
            case 1 -> Arrays.fill(vector, dimension / 2, dimension, 0.001f); // nearly all of its length in one half
            case 2 -> {
                for (int i = 0; i < dimension; i++) {
                    vector[i] = 0.3f * vector[i] + similar[i];
                }
            }
            case 3 -> vector = similar.clone();
            case 4 -> {
                for (int i = 0; i < dimension; i++) {
                    vector[i] = -similar[i];
                }
            }
            default -> {}
        }
        return Vectors.centre(List.of(vector));
    }

    private float[] normal(int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Vectors.centre(List.of(values));
    }

    /** Puts all templates of a subject at the row of its first template. */
    private static void put(TemplateIndex templates, List<Row> gallery, int row) {
        String subject = gallery.get(row).subject();
        if (row > 0 && gallery.get(row - 1).subject().equals(subject)) {
            return;
        }
        List<Row> rows = gallery.stream()
                .skip(row)
                .takeWhile(other -> other.subject().equals(subject))
                .toList();
        templates.put(
                subject, rows.stream().map(Row::unit).toList(), gallery.get(row).usableUntil());
    }

    private static List<ScoredSubject> compareEveryRow(List<Row> gallery, float[] probe, int count) {
        TopSubjects best = new TopSubjects(count);
        TemplateOwner owner = null;
        for (Row row : gallery) {
            if (owner == null || !owner.subject().equals(row.subject())) {
                owner = new TemplateOwner(row.subject(), row.usableUntil(), new byte[0]);
            }
            float score = Vectors.dot(row.unit(), 0, probe);
            if (score > best.floor() && NOW <= owner.usableUntil()) {
                best.offer(owner, score);
            }
        }
        return best.list();
    }
}
