package io.vestibule.lab.export;

import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.statistics.DatasetStatistics;
import io.vestibule.dataset.statistics.Histogram;
import io.vestibule.lab.report.PageTemplate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The statistics of a dataset as an HTML page. It contains no names of people. */
public record DatasetStatisticsPage(
        String teacher, String content, List<Tile> tiles, List<Chart> charts, List<Fact> facts) {

    private static final String TEMPLATE = "statistics.mustache";

    /** A number. */
    record Tile(String figure, String meaning) {}

    /** A chart. */
    record Chart(String title, String numbers, String meaning, String drawing) {}

    /** A line of the list at the end. */
    record Fact(String name, String value) {}

    /** @param validationShare share of the people for validation */
    public static void write(
            DatasetManifest manifest, DatasetStatistics statistics, double validationShare, Path file) {
        PageTemplate.of(DatasetStatisticsPage.class, TEMPLATE).write(of(manifest, statistics, validationShare), file);
    }

    static DatasetStatisticsPage of(DatasetManifest manifest, DatasetStatistics statistics, double validationShare) {
        return new DatasetStatisticsPage(
                manifest.teacher().name(),
                manifest.content(),
                tiles(statistics, validationShare),
                charts(statistics),
                facts(manifest, statistics));
    }

    private static List<Tile> tiles(DatasetStatistics statistics, double validationShare) {
        return List.of(
                new Tile(count(statistics.samples()), "samples"),
                new Tile(count(statistics.labelled()), "labelled samples"),
                new Tile(count(statistics.identities()), "people"),
                new Tile(count(statistics.trainingIdentities()), "people for training"),
                new Tile(
                        count(statistics.validationIdentities()),
                        text("people for validation, at a share of %s", validationShare)));
    }

    private static List<Chart> charts(DatasetStatistics statistics) {
        return Stream.of(
                        chart(statistics.ownCentre(), "Labelled samples. Low values are hard samples or wrong labels."),
                        chart(
                                statistics.nearestOther(),
                                "Labelled samples. High values are similar people, or one person under two names."),
                        chart(statistics.samplesPerIdentity(), "Number of people by number of samples."),
                        chart(statistics.size(), "Shorter side of the face's box in the frame."),
                        chart(statistics.sharpness(), "Of the aligned face: 0 is flat, over 100 is sharp."),
                        chart(statistics.brightness(), "Mean of the aligned face."),
                        chart(statistics.yaw(), "Rotation about the vertical axis, estimated from five points."))
                .flatMap(List::stream)
                .toList();
    }

    /** Empty for an empty histogram. */
    private static List<Chart> chart(Histogram histogram, String meaning) {
        if (histogram.total() == 0) {
            return List.of();
        }
        String outside = Stream.of(
                        histogram.below() > 0 ? text(", %d below %.3g", histogram.below(), histogram.from()) : "",
                        histogram.above() > 0 ? text(", %d above %.3g", histogram.above(), histogram.to()) : "")
                .reduce("", String::concat);
        return List.of(new Chart(
                capitalised(histogram.of()),
                text("mean %.3g%s", histogram.mean(), outside),
                meaning,
                new HistogramChart(histogram).svg()));
    }

    private static List<Fact> facts(DatasetManifest manifest, DatasetStatistics statistics) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Teacher", manifest.teacher().contract()));
        facts.add(new Fact("Alignment", manifest.alignment()));
        facts.add(new Fact("Labels", counts(statistics.origins())));
        facts.add(new Fact("Light", counts(statistics.spectra())));
        if (!statistics.cameras().isEmpty()) {
            facts.add(new Fact("Cameras", count(statistics.cameras().size())));
        }
        if (statistics.onNeitherSide() > 0) {
            facts.add(new Fact(
                    "On neither side",
                    text("%d unlabelled samples that may show a validation person", statistics.onNeitherSide())));
        }
        if (!manifest.counts().leftOut().isEmpty()) {
            facts.add(new Fact("Left out", counts(manifest.counts().leftOut())));
        }
        manifest.filters().forEach((name, value) -> facts.add(new Fact(capitalised(name.replace('_', ' ')), value)));
        return facts;
    }

    private static String counts(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry ->
                                count(entry.getValue()) + " " + entry.getKey().replace('_', ' '))
                        .toList());
    }

    private static String count(int count) {
        return text("%,d", count);
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
