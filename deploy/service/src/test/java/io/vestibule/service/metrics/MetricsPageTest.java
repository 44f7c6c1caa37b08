package io.vestibule.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** METRICS.md is where every figure is explained; this holds it against the code, both ways. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("..", "app", "METRICS.md");

    @Test
    void shouldListEveryMetricOfTheCodeAndNoOtherWithItsTypeAndLabels() throws IOException {
        // Given
        List<String> inCode = Arrays.stream(Metric.values())
                .map(metric -> metric.title() + " " + metric.type().title() + " " + String.join(", ", metric.labels()))
                .toList();

        // When
        List<String> onPage = rows().stream()
                .map(row -> plain(row.get(0)) + " " + plain(row.get(1)) + " " + plain(row.get(2)))
                .toList();

        // Then
        assertThat(onPage).containsExactlyElementsOf(inCode);
    }

    @Test
    void shouldSayWhatEachMeans() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(row).hasSize(4).satisfies(cells -> assertThat(cells.get(3))
                .isNotBlank()));
    }

    /** Cells of the table of our own figures, without its two heading rows. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## Figures"))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String plain(String cell) {
        return cell.replace("`", "");
    }
}
