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

/** A dataset's description as one HTML page: counts, and how faces and similarities are spread. Names nobody. */
public record DatasetStatisticsPage(
        String teacher, String content, List<Tile> tiles, List<Chart> charts, List<Fact> facts) {

    private static final String TEMPLATE = "description.mustache";

    /** A figure. */
    record Tile(String figure, String meaning) {}

    /** A drawing. */
    record Chart(String title, String numbers, String meaning, String drawing) {}

    /** A line of the small print. */
    record Fact(String name, String value) {}

    /** @param validationShare share of the people who are kept for judging */
    public static void write(
            DatasetManifest manifest, DatasetStatistics description, double validationShare, Path file) {
        PageTemplate.of(DatasetStatisticsPage.class, TEMPLATE).write(of(manifest, description, validationShare), file);
    }

    static DatasetStatisticsPage of(DatasetManifest manifest, DatasetStatistics found, double validationShare) {
        return new DatasetStatisticsPage(
                manifest.teacher().name(),
                manifest.content(),
                tiles(found, validationShare),
                charts(found),
                facts(manifest, found));
    }

    private static List<Tile> tiles(DatasetStatistics found, double validationShare) {
        return List.of(
                new Tile(count(found.samples()), "samples"),
                new Tile(count(found.labelled()), "of them labelled"),
                new Tile(count(found.identities()), "people"),
                new Tile(count(found.trainingIdentities()), "people to learn from"),
                new Tile(
                        count(found.validationIdentities()),
                        text("people to be judged by, at a share of %s", validationShare)));
    }

    private static List<Chart> charts(DatasetStatistics found) {
        return Stream.of(
                        chart(found.ownCentre(), "Of labelled samples. Low ones are hard, or labelled wrongly."),
                        chart(
                                found.nearestOther(),
                                "Of labelled samples. High ones are people who look alike, or one person under two names."),
                        chart(found.samplesPerIdentity(), "How many people have so many samples."),
                        chart(found.size(), "Shorter side of the face's box in the frame."),
                        chart(found.sharpness(), "Of the aligned face: 0 is flat, over 100 is crisp."),
                        chart(found.brightness(), "Mean of the aligned face."),
                        chart(found.yaw(), "How far the face is turned, from five points, so coarse."))
                .flatMap(List::stream)
                .toList();
    }

    /** None where there is nothing to draw. */
    private static List<Chart> chart(Histogram histogram, String meaning) {
        if (histogram.total() == 0) {
            return List.of();
        }
        String beyond = Stream.of(
                        histogram.below() > 0 ? text(", %d under %.3g", histogram.below(), histogram.from()) : "",
                        histogram.above() > 0 ? text(", %d over %.3g", histogram.above(), histogram.to()) : "")
                .reduce("", String::concat);
        return List.of(new Chart(
                capitalised(histogram.of()),
                text("mean %.3g%s", histogram.mean(), beyond),
                meaning,
                new HistogramChart(histogram).drawn()));
    }

    private static List<Fact> facts(DatasetManifest manifest, DatasetStatistics found) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Teacher", manifest.teacher().contract()));
        facts.add(new Fact("Alignment", manifest.alignment()));
        facts.add(new Fact("Labels", counts(found.origins())));
        facts.add(new Fact("Light", counts(found.spectra())));
        if (!found.cameras().isEmpty()) {
            facts.add(new Fact("Cameras", count(found.cameras().size())));
        }
        if (found.onNeitherSide() > 0) {
            facts.add(new Fact(
                    "On neither side",
                    text("%d unlabelled samples that may show somebody to be judged by", found.onNeitherSide())));
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
