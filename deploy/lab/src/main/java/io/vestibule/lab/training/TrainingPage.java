package io.vestibule.lab.training;

import io.vestibule.lab.report.PageTemplate;
import io.vestibule.lab.training.TrainingChart.Curve;
import io.vestibule.lab.training.TrainingHistory.Progress;
import io.vestibule.lab.training.TrainingHistory.Validation;
import io.vestibule.training.recipe.Recipe;
import io.vestibule.training.trainer.RunFolder;
import io.vestibule.training.trainer.TrainingResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The report of a run as one HTML page: results, and curves of loss, rate, speed and validation metrics. */
public record TrainingPage(
        String title, String subtitle, List<Tile> tiles, List<Part> parts, String recipe, List<Row> rows) {

    private static final String TEMPLATE = "run.mustache";

    /** A figure with its meaning. */
    public record Tile(String figure, String what) {}

    /** A chart. */
    public record Part(String name, String note, String chart, List<Key> keys) {}

    /** The colour of a curve. */
    public record Key(int number, String name) {}

    /** A validation. */
    public record Row(
            String step, String cosine, String accuracy, String fnmr, String crossAccuracy, String crossFnmr) {}

    /** Writes {@code report.html} of a finished run. */
    public static void write(Recipe recipe, TrainingResult result, RunFolder folder) throws IOException {
        TrainingPage page = of(recipe, result, TrainingHistory.read(folder.metrics()));
        PageTemplate.of(TrainingPage.class, TEMPLATE).write(page, folder.report());
    }

    private static TrainingPage of(Recipe recipe, TrainingResult result, TrainingHistory history) {
        long last = result.steps();
        List<Part> parts = new ArrayList<>();
        parts.add(loss(weights(recipe), history, last));
        parts.add(part(
                "Errors on validation identities",
                "FNMR at FMR 1e-3, in per cent; the dashed line is the teacher",
                last,
                result.teacher().fnmr(),
                List.of(
                        validationCurve("own gallery", history, validation -> validation.fnmr()),
                        validationCurve("teacher's gallery", history, validation -> validation.crossFnmr()))));
        parts.add(part(
                "Accuracy on validation identities",
                "in per cent, at the threshold that maximises it; the dashed line is the teacher",
                last,
                OptionalDouble.of(result.teacher().accuracy()),
                List.of(
                        validationCurve("own gallery", history, validation -> OptionalDouble.of(validation.accuracy())),
                        validationCurve(
                                "teacher's gallery",
                                history,
                                validation -> OptionalDouble.of(validation.crossAccuracy())))));
        parts.add(chart(
                "Cosine to the teacher",
                "mean over the validation faces",
                last,
                List.of(new Curve(
                        "cosine",
                        history.validations().stream()
                                .map(validation -> new double[] {validation.step(), validation.cosine()})
                                .toList()))));
        parts.add(chart("Learning rate", "", last, List.of(progressCurve("rate", history, Progress::rate))));
        parts.add(chart(
                "Speed",
                "images per second, without validation and checkpoints",
                last,
                List.of(progressCurve("images/s", history, Progress::imagesPerSecond))));
        return new TrainingPage(
                text("A student of %,d parameters, %,d bytes", result.parameters(), result.bytes()),
                text(
                        "%,d steps, %.1f epochs, %.0f minutes; sha256 %s",
                        last, result.epochs(), result.seconds() / 60, result.sha256()),
                List.of(
                        new Tile(text("%.4f", result.validation().cosine()), "cosine to the teacher"),
                        new Tile(
                                percent(result.validation().own().fnmr()),
                                "FNMR at FMR 1e-3; the teacher has "
                                        + percent(result.teacher().fnmr())),
                        new Tile(percent(result.validation().cross().fnmr()), "the same with the teacher's gallery"),
                        new Tile(
                                percent(OptionalDouble.of(
                                        result.validation().own().accuracy())),
                                "accuracy; the teacher has "
                                        + percent(OptionalDouble.of(
                                                result.teacher().accuracy()))),
                        new Tile(text("%.0f", result.imagesPerSecond()), "images per second")),
                parts,
                recipe.canonical(),
                history.validations().stream().map(TrainingPage::row).toList());
    }

    private static Part loss(Map<String, Double> weights, TrainingHistory history, long last) {
        List<Curve> curves = new ArrayList<>();
        curves.add(progressCurve("sum", history, Progress::loss));
        Set<String> names = history.progress().isEmpty()
                ? Set.of()
                : history.progress().get(0).terms().keySet();
        if (names.size() > 1) {
            names.forEach(name -> curves.add(progressCurve(
                    name,
                    history,
                    progress ->
                            weights.getOrDefault(name, 1.0) * progress.terms().getOrDefault(name, 0.0))));
        }
        return chart("Loss", "mean over five steps, each loss multiplied by its weight", last, curves);
    }

    private static Map<String, Double> weights(Recipe recipe) {
        Map<String, Double> weights = new HashMap<>();
        recipe.losses().forEach(loss -> weights.put(loss.kind().name().toLowerCase(Locale.ROOT), loss.weight()));
        recipe.live().ifPresent(live -> weights.put("hints", live.hints()));
        return weights;
    }

    /** A chart of shares in per cent, with the teacher's share as a level. */
    private static Part part(String name, String note, long last, OptionalDouble teacher, List<Curve> curves) {
        Optional<Double> level = teacher.isPresent() ? Optional.of(100 * teacher.getAsDouble()) : Optional.empty();
        return new Part(name, note, new TrainingChart(last, curves, level).drawn(name), keys(curves));
    }

    private static Part chart(String name, String note, long last, List<Curve> curves) {
        return new Part(name, note, new TrainingChart(last, curves, Optional.empty()).drawn(name), keys(curves));
    }

    private static List<Key> keys(List<Curve> curves) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            keys.add(new Key(i, curves.get(i).name()));
        }
        return keys;
    }

    private static Curve progressCurve(String name, TrainingHistory history, ToDoubleFunction<Progress> value) {
        return new Curve(
                name,
                history.progress().stream()
                        .map(progress -> new double[] {progress.step(), value.applyAsDouble(progress)})
                        .toList());
    }

    private static Curve validationCurve(
            String name, TrainingHistory history, Function<Validation, OptionalDouble> share) {
        return new Curve(
                name,
                history.validations().stream()
                        .filter(validation -> share.apply(validation).isPresent())
                        .map(validation -> new double[] {
                            validation.step(), 100 * share.apply(validation).getAsDouble()
                        })
                        .toList());
    }

    private static Row row(Validation validation) {
        return new Row(
                text("%,d", validation.step()),
                text("%.4f", validation.cosine()),
                percent(OptionalDouble.of(validation.accuracy())),
                percent(validation.fnmr()),
                percent(OptionalDouble.of(validation.crossAccuracy())),
                percent(validation.crossFnmr()));
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? text("%.2f %%", 100 * share.getAsDouble()) : "unknown";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
