package io.vestibule.dataset.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * How often values fall into bins of one width.
 *
 * @param of what was counted
 * @param unit of the values
 * @param from where the first bin begins
 * @param width of each bin; a value on a border falls into the upper one
 * @param counts of the bins, in order
 * @param below how many values lie under the first bin
 * @param above how many lie over the last one; its upper end itself does not
 * @param mean of all values, those outside too; 0 if there is none
 */
public record Histogram(
        String of, String unit, double from, double width, List<Integer> counts, int below, int above, double mean) {

    public Histogram {
        counts = List.copyOf(counts);
    }

    /** How many values there were. */
    public int total() {
        return below + above + counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** Where the last bin ends. */
    public double to() {
        return from + width * counts.size();
    }

    /** Counts values one by one. */
    static final class Counter {
        private final String of;
        private final String unit;
        private final double from;
        private final double width;
        private final int[] counts;
        private int below;
        private int above;
        private double sum;

        Counter(String of, String unit, double from, double width, int bins) {
            this.of = of;
            this.unit = unit;
            this.from = from;
            this.width = width;
            this.counts = new int[bins];
        }

        void add(double value) {
            sum += value;
            double place = (value - from) / width;
            if (!(place >= 0)) { // so that what is not a number is seen, too
                below++;
            } else if (place > counts.length) {
                above++;
            } else {
                counts[Math.min((int) place, counts.length - 1)]++;
            }
        }

        Histogram histogram() {
            var list = new ArrayList<Integer>(counts.length);
            int total = below + above;
            for (int count : counts) {
                list.add(count);
                total += count;
            }
            return new Histogram(of, unit, from, width, list, below, above, total == 0 ? 0 : sum / total);
        }
    }
}
