package io.vestibule.lab.training;

import io.vestibule.service.process.StopSignal;
import io.vestibule.training.evaluation.ValidationMetrics;
import io.vestibule.training.evaluation.ValidationMetrics.Verification;
import io.vestibule.training.trainer.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells how a run goes, line by line. */
public final class TrainingProgressPrinter implements TrainingListener {

    /** Between two lines of a run, in nanoseconds. */
    private static final long EVERY = 5_000_000_000L;

    private final PrintWriter out;
    private final StopSignal stop;
    private long told = System.nanoTime() - EVERY;

    public TrainingProgressPrinter(PrintWriter out, StopSignal stop) {
        this.out = out;
        this.stop = stop;
    }

    @Override
    public void note(String sentence) {
        say(sentence);
    }

    @Override
    public void learnt(Status status) {
        if (System.nanoTime() - told < EVERY) {
            return;
        }
        told = System.nanoTime();
        say(text(
                "step %d%s, epoch %.2f: loss %.4f%s, rate %.2e, gradient %.2f, %.1f images/s%s",
                status.step(),
                status.steps().isPresent() ? " of " + status.steps().getAsLong() : "",
                status.epoch(),
                status.loss(),
                terms(status.terms()),
                status.rate(),
                status.gradient(),
                status.imagesPerSecond(),
                status.secondsLeft().isPresent()
                        ? ", " + left(status.secondsLeft().getAsDouble()) + " left"
                        : ""));
    }

    @Override
    public void judged(long step, ValidationMetrics marks) {
        say(text(
                "judged after step %d: cosine to the teacher %.4f; %s; against the teacher's gallery %s",
                step, marks.cosine(), words(marks.own()), words(marks.cross())));
    }

    @Override
    public boolean stopWanted() {
        return stop.isRaised();
    }

    /** Accuracy and errors in per cent. */
    public static String words(Verification found) {
        String fnmr = found.fnmr().isPresent()
                ? text("FNMR %.2f %% at FMR 1e-3", 100 * found.fnmr().getAsDouble())
                : "too few pairs for FNMR at FMR 1e-3";
        return text("accuracy %.2f %%, %s", 100 * found.accuracy(), fnmr);
    }

    private static String terms(Map<String, Double> terms) {
        return terms.size() < 2
                ? ""
                : terms.entrySet().stream()
                        .map(term -> text("%s %.4f", term.getKey(), term.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String left(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? text("%d:%02d", whole / 60, whole % 60)
                : text("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
