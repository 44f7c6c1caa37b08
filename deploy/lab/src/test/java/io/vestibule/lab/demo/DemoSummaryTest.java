package io.vestibule.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.cli.JsonLine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoSummaryTest {

    private static DemoSummary summary(int falseIdentifications, int posterVisits) {
        return new DemoSummary(
                2200, 1690, 9, 6, 3, 0, falseIdentifications, 0, posterVisits, 38, 0, 2.36, 9.85, 68.5, "index.html");
    }

    @Test
    void shouldHaveExactlyTheDocumentedKeysInTheirOrderWhenPrintedAsJson() {
        // When
        String line = JsonLine.of(summary(0, 0));

        // Then
        assertThat(line)
                .isEqualTo("{\"frames\":2200,\"earlyExits\":1690,\"visitsScripted\":9,\"visitsIdentified\":6,"
                        + "\"visitsUnknown\":3,\"visitsMissed\":0,\"falseIdentifications\":0,\"falseVisits\":0,"
                        + "\"posterVisits\":0,\"softLabels\":38,\"deadLetters\":0,\"quietFrameMillis\":2.36,"
                        + "\"activeFrameMillis\":9.85,\"seconds\":68.5,\"report\":\"index.html\"}");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "1, 0, false", "0, 1, false"})
    void shouldBeSafeOnlyWithoutFalseIdentificationsAndPosterVisits(
            int falseIdentifications, int posterVisits, boolean expected) {
        // When
        boolean safe = summary(falseIdentifications, posterVisits).isSafe();

        // Then
        assertThat(safe).isEqualTo(expected);
    }

    @Test
    void shouldCountMisidentifiedVisitsWhenTheyAreNeitherCorrectNorMissed() {
        // Given
        DemoSummary summary = new DemoSummary(2200, 1690, 9, 5, 1, 2, 1, 0, 0, 38, 0, 2.36, 9.85, 68.5, "index.html");

        // When
        List<String> lines = summary.lines();

        // Then
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .contains("5 residents identified, 1 strangers unknown, 2 missed, 1 misidentified"));
    }

    @Test
    void shouldPrintFewLinesWithTheMainFigures() {
        // When
        List<String> lines = summary(0, 0).lines();

        // Then
        assertThat(lines)
                .hasSizeLessThan(10)
                .anySatisfy(line -> assertThat(line).contains("6 residents identified"))
                .anySatisfy(line -> assertThat(line).contains("77 % early exits"))
                .anySatisfy(line -> assertThat(line).contains("not for production"))
                .anySatisfy(line -> assertThat(line).contains("index.html"));
    }
}
