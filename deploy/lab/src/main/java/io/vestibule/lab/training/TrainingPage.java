package io.vestibule.lab.training;

import io.vestibule.lab.report.PageTemplate;
import io.vestibule.lab.training.TrainingChart.Curve;
import io.vestibule.lab.training.TrainingHistory.Judged;
import io.vestibule.lab.training.TrainingHistory.Learnt;
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

/** A run as one HTML page: what came out, and how loss, rate, speed and judgements went. */
public record TrainingPage(
        String title, String subtitle, List<Tile> tiles, List<Part> parts, String recipe, List<Row> rows) {

    private static final String TEMPLATE = "run.mustache";

    /** A figure. */
    public record Tile(String figure, String what) {}

    /** A chart. */
    public record Part(String name, String note, String chart, List<Key> keys) {}

    /** A curve's colour. */
    public record Key(int number, String name) {}

    /** A judgement. */
    public record Row(
            String step, String cosine, String accuracy, String fnmr, String crossAccuracy, String crossFnmr) {}

    /** Writes {@code report.html} of a run that is done. */
    public static void write(Recipe recipe, TrainingResult result, RunFolder folder) throws IOException {
        TrainingPage page = of(recipe, result, TrainingHistory.read(folder.metrics()));
        PageTemplate.of(TrainingPage.class, TEMPLATE).write(page, folder.report());
    }

    private static TrainingPage of(Recipe recipe, TrainingResult result, TrainingHistory trace) {
        long last = result.steps();
        List<Part> parts = new ArrayList<>();
        parts.add(loss(weights(recipe), trace, last));
        parts.add(part(
                "Errors with people never seen",
                "FNMR at FMR 1e-3, in per cent; the dashed line is the teacher",
                last,
                result.teacher().fnmr(),
                List.of(
                        judged("own gallery", trace, judged -> judged.fnmr()),
                        judged("teacher's gallery", trace, judged -> judged.crossFnmr()))));
        parts.add(part(
                "Right decisions with people never seen",
                "accuracy in per cent, at the threshold that makes it highest; the dashed line is the teacher",
                last,
                OptionalDouble.of(result.teacher().accuracy()),
                List.of(
                        judged("own gallery", trace, judged -> OptionalDouble.of(judged.accuracy())),
                        judged("teacher's gallery", trace, judged -> OptionalDouble.of(judged.crossAccuracy())))));
        parts.add(chart(
                "Cosine to the teacher",
                "mean over faces of people never seen",
                last,
                List.of(new Curve(
                        "cosine",
                        trace.judged().stream()
                                .map(judged -> new double[] {judged.step(), judged.cosine()})
                                .toList()))));
        parts.add(chart("Learning rate", "", last, List.of(learnt("rate", trace, Learnt::rate))));
        parts.add(chart(
                "Speed",
                "images a second, without judging and saving",
                last,
                List.of(learnt("images/s", trace, Learnt::imagesPerSecond))));
        return new TrainingPage(
                text("A student of %,d numbers, %,d bytes", result.parameters(), result.bytes()),
                text(
                        "%,d steps, %.1f epochs, %.0f minutes; sha256 %s",
                        last, result.epochs(), result.seconds() / 60, result.sha256()),
                List.of(
                        new Tile(text("%.4f", result.marks().cosine()), "cosine to the teacher"),
                        new Tile(
                                percent(result.marks().own().fnmr()),
                                "FNMR at FMR 1e-3; the teacher has "
                                        + percent(result.teacher().fnmr())),
                        new Tile(percent(result.marks().cross().fnmr()), "the same with the teacher's gallery"),
                        new Tile(
                                percent(OptionalDouble.of(result.marks().own().accuracy())),
                                "accuracy; the teacher has "
                                        + percent(OptionalDouble.of(
                                                result.teacher().accuracy()))),
                        new Tile(text("%.0f", result.imagesPerSecond()), "images a second")),
                parts,
                recipe.canonical(),
                trace.judged().stream().map(TrainingPage::row).toList());
    }

    private static Part loss(Map<String, Double> weights, TrainingHistory trace, long last) {
        List<Curve> curves = new ArrayList<>();
        curves.add(learnt("sum", trace, Learnt::loss));
        Set<String> names = trace.learnt().isEmpty()
                ? Set.of()
                : trace.learnt().get(0).terms().keySet();
        if (names.size() > 1) {
            names.forEach(name -> curves.add(learnt(
                    name,
                    trace,
                    learnt -> weights.getOrDefault(name, 1.0) * learnt.terms().getOrDefault(name, 0.0))));
        }
        return chart("Loss", "mean over five steps, each loss times its weight", last, curves);
    }

    private static Map<String, Double> weights(Recipe recipe) {
        Map<String, Double> weights = new HashMap<>();
        recipe.losses().forEach(loss -> weights.put(loss.kind().name().toLowerCase(Locale.ROOT), loss.weight()));
        recipe.live().ifPresent(live -> weights.put("hints", live.hints()));
        return weights;
    }

    /** Shares as per cent, beside the teacher's. */
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

    private static Curve learnt(String name, TrainingHistory trace, ToDoubleFunction<Learnt> value) {
        return new Curve(
                name,
                trace.learnt().stream()
                        .map(learnt -> new double[] {learnt.step(), value.applyAsDouble(learnt)})
                        .toList());
    }

    private static Curve judged(String name, TrainingHistory trace, Function<Judged, OptionalDouble> share) {
        return new Curve(
                name,
                trace.judged().stream()
                        .filter(judged -> share.apply(judged).isPresent())
                        .map(judged -> new double[] {
                            judged.step(), 100 * share.apply(judged).getAsDouble()
                        })
                        .toList());
    }

    private static Row row(Judged judged) {
        return new Row(
                text("%,d", judged.step()),
                text("%.4f", judged.cosine()),
                percent(OptionalDouble.of(judged.accuracy())),
                percent(judged.fnmr()),
                percent(OptionalDouble.of(judged.crossAccuracy())),
                percent(judged.crossFnmr()));
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? text("%.2f %%", 100 * share.getAsDouble()) : "unknown";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
