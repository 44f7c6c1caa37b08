package io.vestibule.lab.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows the progress of a task: as a bar that is redrawn in place on a terminal, elsewhere as a line from time to time.
 * The rate covers this process only, so that work of earlier runs does not inflate it. Thread-safe.
 */
public final class ProgressLine implements AutoCloseable {
    private static final Duration REDRAW_INTERVAL = Duration.ofMillis(200);
    private static final Duration PRINT_INTERVAL = Duration.ofSeconds(15);
    private static final int BAR_WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private final String unit;
    private final long all;
    private final long before;
    private final long start = System.nanoTime();
    private long done;
    private long shownAt = start;
    private boolean drawn;

    /**
     * Starts the display.
     *
     * @param terminal whether the bar can be redrawn in place
     * @param unit what is counted, in the plural
     * @param all total number of units
     * @param before number of units that were finished before this process started
     */
    public ProgressLine(PrintWriter out, boolean terminal, String unit, long all, long before) {
        this.out = out;
        this.terminal = terminal;
        this.unit = unit;
        this.all = all;
        this.before = before;
        this.done = before;
    }

    /** Adds finished units. */
    public synchronized void advance(long count) {
        reached(done + count);
    }

    /** Sets the number of finished units. */
    public synchronized void reached(long count) {
        done = count;
        long now = System.nanoTime();
        Duration interval = terminal ? REDRAW_INTERVAL : PRINT_INTERVAL;
        if (now - shownAt >= interval.toNanos()) {
            shownAt = now;
            show(now);
        }
    }

    /** Returns the units per second over the run time of this process. */
    public synchronized double rate() {
        return rate(System.nanoTime());
    }

    /** Shows the final state. */
    @Override
    public synchronized void close() {
        if (terminal ? drawn || done > before : done > before) {
            show(System.nanoTime());
        }
        if (drawn) {
            out.println();
            out.flush();
        }
    }

    private double rate(long now) {
        return (done - before) / Math.max(1e-9, (now - start) / 1e9);
    }

    private void show(long now) {
        double rate = rate(now);
        String left = done >= all || rate <= 0
                ? ""
                : ", " + format(Duration.ofSeconds(Math.round((all - done) / rate))) + " left";
        String line = String.format(
                Locale.ROOT, "%d of %d %s (%.0f %%), %.1f/s%s", done, all, unit, share() * 100, rate, left);
        if (terminal) {
            int full = (int) Math.round(share() * BAR_WIDTH);
            // Blanks overwrite the rest of a longer line.
            out.print("\r[" + "#".repeat(full) + " ".repeat(BAR_WIDTH - full) + "] " + line + "        ");
            drawn = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    private double share() {
        return all == 0 ? 1 : Math.min(1, (double) done / all);
    }

    private static String format(Duration left) {
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0
                        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                        : left.toSeconds() + " s";
    }
}
