package io.vestibule.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.testing.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** METRICS.md has a table of all metrics. It is generated from {@link Metric}. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("..", "app", "METRICS.md");
    private static final int MAXIMUM_WORDS = 20;

    @Test
    void shouldListEveryMetric() throws IOException {
        // Given
        String table = "| name | type | labels | meaning |\n|---|---|---|---|\n"
                + Arrays.stream(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining("\n"));

        // When, Then
        new GeneratedPage(PAGE).checkPart("metrics", table);
    }

    @Test
    void shouldDescribeEachMetricInAtMostTwentyWords() {
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(metric.description().split(" "))
                        .as(metric.prometheusName())
                        .hasSizeBetween(2, MAXIMUM_WORDS));
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |"
                .formatted(metric.prometheusName(), metric.type().prometheusName(), labels, metric.description());
    }
}
