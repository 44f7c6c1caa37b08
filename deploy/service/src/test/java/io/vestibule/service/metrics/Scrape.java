package io.vestibule.service.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parsed response of /metrics.
 *
 * @param types metric name to its type
 * @param values series with labels to its value
 */
record Scrape(Map<String, String> types, Map<String, Double> values) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=");

    /** Parses the text. @throws IllegalArgumentException for a line that Prometheus cannot parse */
    static Scrape of(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Double> values = new TreeMap<>();
        text.lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2);
                values.put(
                        sample.group(1) + labels, Double.valueOf(sample.group(3).replace("+Inf", "Infinity")));
            } else if (!line.startsWith("# HELP")) {
                throw new IllegalArgumentException(line);
            }
        });
        return new Scrape(types, values);
    }

    double value(String series) {
        Double value = values.get(series);
        if (value == null) {
            throw new AssertionError("no " + series + " among " + values.keySet());
        }
        return value;
    }

    /** Names of the labels of a metric. */
    Set<String> labels(String family) {
        Set<String> labels = new TreeSet<>();
        values.keySet().stream()
                .filter(series -> series.matches(family + "(_bucket|_count|_sum)?(\\{.*)?"))
                .forEach(series -> LABEL.matcher(series).results().forEach(label -> labels.add(label.group(1))));
        labels.remove("le");
        return labels;
    }
}
