package io.vestibule.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Alert rules and panels use metrics by name. A rule with an unknown name would never fire. */
class MonitoringTest {

    private static final Path FOLDER = Path.of("..", "monitoring");
    private static final Pattern NAME = Pattern.compile("\\bvestibule_\\w+");
    private static final Pattern LABELS = Pattern.compile("by \\(([\\w, ]+)\\)");

    /** Labels that Prometheus sets. */
    private static final Set<String> PROMETHEUS = Set.of("le", "instance", "job");

    @Test
    void shouldUseOnlyExportedMetrics() throws IOException {
        // Given
        Set<String> exported = Arrays.stream(Metric.values())
                .flatMap(metric -> metric.type() == Metric.Type.HISTOGRAM
                        ? List.of("_bucket", "_count", "_sum", "_max").stream()
                                .map(end -> metric.prometheusName() + end)
                        : List.of(metric.prometheusName()).stream())
                .collect(Collectors.toSet());

        // When
        List<String> expressions = new ArrayList<>(alerts());
        expressions.addAll(panels());

        // Then
        assertThat(expressions).isNotEmpty().allSatisfy(expression -> assertThat(
                        NAME.matcher(expression).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(exported));
    }

    @Test
    void shouldGroupOnlyByLabelsOfTheMetric() throws IOException {
        // When
        List<String> expressions = new ArrayList<>(alerts());
        expressions.addAll(panels());

        // Then
        assertThat(expressions).allSatisfy(expression -> {
            Set<String> labels = new TreeSet<>(PROMETHEUS);
            Arrays.stream(Metric.values())
                    .filter(metric -> expression.contains(metric.prometheusName()))
                    .forEach(metric -> labels.addAll(metric.labels()));
            assertThat(LABELS.matcher(expression)
                            .results()
                            .flatMap(match -> Arrays.stream(match.group(1).split(", "))))
                    .isSubsetOf(labels);
        });
    }

    private static List<String> panels() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : new ObjectMapper()
                .readTree(FOLDER.resolve("dashboard.json").toFile())
                .get("panels")) {
            panel.get("targets")
                    .forEach(target -> expressions.add(target.get("expr").asText()));
        }
        return expressions;
    }

    private static List<String> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Files.readString(FOLDER.resolve("alerts.yml")));
        return file.get("groups").get(0).get("rules").stream()
                .map(rule -> String.valueOf(rule.get("expr")))
                .toList();
    }
}
