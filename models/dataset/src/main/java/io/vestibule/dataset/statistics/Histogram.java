package io.vestibule.dataset.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Number of values in bins of equal width.
 *
 * @param of the quantity
 * @param unit of the values
 * @param from start of the first bin
 * @param width of each bin; a value on a border belongs to the upper bin
 * @param counts of the bins, in order
 * @param below number of values below the first bin
 * @param above number of values above the last bin, without its upper border
 * @param mean of all values, including those outside of the bins; 0 without values
 */
public record Histogram(
        String of, String unit, double from, double width, List<Integer> counts, int below, int above, double mean) {

    public Histogram {
        counts = List.copyOf(counts);
    }

    /** Number of values. */
    public int total() {
        return below + above + counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** End of the last bin. */
    public double to() {
        return from + width * counts.size();
    }

    /** Builds a histogram value by value. */
    static final class Builder {

        private final String of;
        private final String unit;
        private final double from;
        private final double width;
        private final int[] counts;
        private int below;
        private int above;
        private double sum;

        Builder(String of, String unit, double from, double width, int bins) {
            this.of = of;
            this.unit = unit;
            this.from = from;
            this.width = width;
            this.counts = new int[bins];
        }

        void add(double value) {
            sum += value;
            double bin = (value - from) / width;
            if (!(bin >= 0)) { // also counts NaN
                below++;
            } else if (bin > counts.length) {
                above++;
            } else {
                counts[Math.min((int) bin, counts.length - 1)]++;
            }
        }

        Histogram build() {
            List<Integer> list = new ArrayList<>(counts.length);
            int total = below + above;
            for (int count : counts) {
                list.add(count);
                total += count;
            }
            return new Histogram(of, unit, from, width, list, below, above, total == 0 ? 0 : sum / total);
        }
    }
}
