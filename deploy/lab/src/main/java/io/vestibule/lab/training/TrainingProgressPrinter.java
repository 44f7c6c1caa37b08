package io.vestibule.lab.training;

import io.vestibule.service.process.StopSignal;
import io.vestibule.training.evaluation.ValidationMetrics;
import io.vestibule.training.evaluation.ValidationMetrics.Verification;
import io.vestibule.training.trainer.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints the progress of a run, line by line. */
public final class TrainingProgressPrinter implements TrainingListener {

    /** Least time between two progress lines, in nanoseconds. */
    private static final long INTERVAL = 5_000_000_000L;

    private final PrintWriter out;
    private final StopSignal stop;
    private long printedAt = System.nanoTime() - INTERVAL;

    public TrainingProgressPrinter(PrintWriter out, StopSignal stop) {
        this.out = out;
        this.stop = stop;
    }

    @Override
    public void onMessage(String sentence) {
        print(sentence);
    }

    @Override
    public void onProgress(Status status) {
        if (System.nanoTime() - printedAt < INTERVAL) {
            return;
        }
        printedAt = System.nanoTime();
        print(text(
                "step %d%s, epoch %.2f: loss %.4f%s, rate %.2e, gradient %.2f, %.1f images/s%s",
                status.step(),
                status.totalSteps().isPresent() ? " of " + status.totalSteps().getAsLong() : "",
                status.epoch(),
                status.loss(),
                terms(status.terms()),
                status.rate(),
                status.gradientNorm(),
                status.imagesPerSecond(),
                status.secondsLeft().isPresent()
                        ? ", " + duration(status.secondsLeft().getAsDouble()) + " left"
                        : ""));
    }

    @Override
    public void onValidation(long step, ValidationMetrics metrics) {
        print(text(
                "validation after step %d: cosine to the teacher %.4f; %s; against the teacher's gallery %s",
                step, metrics.cosine(), summary(metrics.own()), summary(metrics.cross())));
    }

    @Override
    public boolean isStopRequested() {
        return stop.isRaised();
    }

    /** Accuracy and false non-match rate in per cent. */
    public static String summary(Verification verification) {
        String fnmr = verification.fnmr().isPresent()
                ? text("FNMR %.2f %% at FMR 1e-3", 100 * verification.fnmr().getAsDouble())
                : "too few pairs for FNMR at FMR 1e-3";
        return text("accuracy %.2f %%, %s", 100 * verification.accuracy(), fnmr);
    }

    private static String terms(Map<String, Double> terms) {
        return terms.size() < 2
                ? ""
                : terms.entrySet().stream()
                        .map(term -> text("%s %.4f", term.getKey(), term.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? text("%d:%02d", whole / 60, whole % 60)
                : text("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
