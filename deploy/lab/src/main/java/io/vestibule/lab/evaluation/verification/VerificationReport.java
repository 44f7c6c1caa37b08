package io.vestibule.lab.evaluation.verification;

import io.vestibule.lab.evaluation.verification.ImagePairs.Scored;
import io.vestibule.models.verification.CrossValidation;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.models.verification.PairScores;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of an evaluation.
 *
 * @param images number of images
 * @param errors error rates at each FMR of {@link #RATES}, in that order; empty if there are too few pairs
 * @param time to read, embed and compare, without loading the models
 */
public record VerificationReport(
        NamedEmbedder embedder,
        NamedEmbedder galleryEmbedder,
        int images,
        int genuinePairs,
        int impostorPairs,
        Failures failures,
        Optional<CrossValidation> accuracy,
        Map<String, Optional<ErrorRates>> errors,
        Duration time) {

    /** False match rates, in the notation of the results. */
    public static final List<String> RATES = List.of("1e-2", "1e-3", "1e-4");

    /**
     * Images without a usable face.
     *
     * @param faceless images without a detected face
     * @param damaged images that could not be decoded
     */
    public record Failures(int faceless, int damaged) {
        int count() {
            return faceless + damaged;
        }
    }

    /**
     * The JSON output. Its names are part of the public interface. Rates are shares, 0 to 1, and null if there are too few pairs
     * to report them.
     */
    public record Summary(
            String embedder,
            String galleryEmbedder,
            int images,
            long pairs,
            int failuresToDetect,
            @Nullable Double accuracy,
            @Nullable Double accuracyStd,
            Map<String, @Nullable Double> fnmrAtFmr,
            Map<String, @Nullable Float> thresholdAtFmr,
            double seconds) {}

    static VerificationReport of(
            NamedEmbedder embedder,
            NamedEmbedder galleryEmbedder,
            int images,
            Failures failures,
            Scored scored,
            Duration time) {
        PairScores all = scored.all();
        Map<String, Optional<ErrorRates>> errors = new LinkedHashMap<>();
        RATES.forEach(rate -> errors.put(rate, all.atFalseMatchRate(Double.parseDouble(rate))));
        return new VerificationReport(
                embedder,
                galleryEmbedder,
                images,
                all.genuine(),
                all.impostor(),
                failures,
                CrossValidation.of(scored.folds()),
                errors,
                time);
    }

    public Summary summary() {
        return new Summary(
                embedder.name(),
                galleryEmbedder.name(),
                images,
                (long) genuinePairs + impostorPairs,
                failures.count(),
                accuracy.map(CrossValidation::accuracy).orElse(null),
                accuracy.map(CrossValidation::standardDeviation).orElse(null),
                each(ErrorRates::falseNonMatchRate),
                each(ErrorRates::threshold),
                time.toMillis() / 1e3);
    }

    private <T> Map<String, @Nullable T> each(Function<ErrorRates, T> figure) {
        Map<String, @Nullable T> figures = new LinkedHashMap<>();
        errors.forEach(
                (rate, measured) -> figures.put(rate, measured.map(figure).orElse(null)));
        return figures;
    }

    /** The text output: a small table. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "embedder", "%s (%s)", embedder.name(), embedder.space());
        line(text, "gallery", "%s (%s)", galleryEmbedder.name(), galleryEmbedder.space());
        line(text, "images", "%d", images);
        line(text, "pairs", "%d genuine, %d impostor", genuinePairs, impostorPairs);
        line(
                text,
                "failures to detect",
                "%d images (%d without a face, %d damaged); their pairs are non-matches",
                failures.count(),
                failures.faceless(),
                failures.damaged());
        accuracy.ifPresentOrElse(
                measured -> line(
                        text,
                        "accuracy",
                        "%.2f %%, mean of %d folds; standard deviation %.2f, standard error %.2f",
                        100 * measured.accuracy(),
                        measured.folds().size(),
                        100 * measured.standardDeviation(),
                        100 * measured.standardError()),
                () -> line(text, "accuracy", "not reported: each fold needs pairs of both kinds"));
        errors.forEach((rate, measured) -> line(text, "FNMR at FMR " + rate, "%s", toText(rate, measured)));
        line(text, "time", "%.1f s", time.toMillis() / 1e3);
        return text.toString().stripTrailing();
    }

    private String toText(String rate, Optional<ErrorRates> measured) {
        return measured.map(errors ->
                        text("%.2f %% at threshold %.4f", 100 * errors.falseNonMatchRate(), errors.threshold()))
                .orElseGet(() -> genuinePairs == 0
                        ? "not reported: there is no genuine pair"
                        : text(
                                "not reported: needs %d impostor pairs",
                                PairScores.impostorsNeeded(Double.parseDouble(rate))));
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(text("%-20s", name)).append(text(format, values)).append(System.lineSeparator());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
