package io.vestibule.lab.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far work has got: on a terminal as a bar that is drawn over itself, elsewhere as a plain line now and then. The rate
 * is that of this process, so work that was done before makes nothing look faster than it is. Thread-safe.
 */
public final class ProgressLine implements AutoCloseable {
    private static final Duration REDRAWN_EVERY = Duration.ofMillis(200);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(15);
    private static final int BAR = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private final String unit;
    private final long all;
    private final long before;
    private final long start = System.nanoTime();
    private long done;
    private long told = start;
    private boolean drawn;

    /**
     * @param terminal whether the bar can be drawn over itself
     * @param unit what is counted, in the plural
     * @param all how many there are
     * @param before how many of them were done before this process began
     */
    public ProgressLine(PrintWriter out, boolean terminal, String unit, long all, long before) {
        this.out = out;
        this.terminal = terminal;
        this.unit = unit;
        this.all = all;
        this.before = before;
        this.done = before;
    }

    /** So many more are done. */
    public synchronized void advance(long count) {
        reached(done + count);
    }

    /** So many are done in all. */
    public synchronized void reached(long count) {
        done = count;
        long now = System.nanoTime();
        Duration pause = terminal ? REDRAWN_EVERY : TOLD_EVERY;
        if (now - told >= pause.toNanos()) {
            told = now;
            tell(now);
        }
    }

    /** Things per second, over all of this process's time. */
    public synchronized double rate() {
        return rate(System.nanoTime());
    }

    /** Draws the last state. */
    @Override
    public synchronized void close() {
        if (terminal ? drawn || done > before : done > before) {
            tell(System.nanoTime());
        }
        if (drawn) {
            out.println();
            out.flush();
        }
    }

    private double rate(long now) {
        return (done - before) / Math.max(1e-9, (now - start) / 1e9);
    }

    private void tell(long now) {
        double rate = rate(now);
        String left = done >= all || rate <= 0
                ? ""
                : ", " + inWords(Duration.ofSeconds(Math.round((all - done) / rate))) + " left";
        String line = String.format(
                Locale.ROOT, "%d of %d %s (%.0f %%), %.1f/s%s", done, all, unit, share() * 100, rate, left);
        if (terminal) {
            int full = (int) Math.round(share() * BAR);
            // Blanks cover what a longer line has left behind.
            out.print("\r[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + line + "        ");
            drawn = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    private double share() {
        return all == 0 ? 1 : Math.min(1, (double) done / all);
    }

    private static String inWords(Duration left) {
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0
                        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                        : left.toSeconds() + " s";
    }
}
