package io.vestibule.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.cli.JsonLine;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {

    private static DemoSummary summary(int falseIdentifications, int posterVisits) {
        return new DemoSummary(
                2200, 1690, 9, 6, 3, 0, falseIdentifications, 0, posterVisits, 38, 0, 2.36, 9.85, 68.5, "index.html");
    }

    @Test
    void shouldHaveExactlyTheDocumentedKeysInTheirOrderWhenPrintedForScripts() {
        // When
        String line = JsonLine.line(summary(0, 0));

        // Then
        assertThat(line)
                .isEqualTo("{\"frames\":2200,\"earlyExits\":1690,\"visitsScripted\":9,\"visitsIdentified\":6,"
                        + "\"visitsUnknown\":3,\"visitsMissed\":0,\"falseIdentifications\":0,\"falseVisits\":0,"
                        + "\"posterVisits\":0,\"softLabels\":38,\"deadLetters\":0,\"quietFrameMillis\":2.36,"
                        + "\"activeFrameMillis\":9.85,\"seconds\":68.5,\"report\":\"index.html\"}");
    }

    @Test
    void shouldBeUnsafeWhenSomebodyIsNamedWhoIsNotThereOrAPosterIsAVisitor() {
        assertThat(summary(0, 0).isSafe()).isTrue();
        assertThat(summary(1, 0).isSafe()).isFalse();
        assertThat(summary(0, 1).isSafe()).isFalse();
    }

    @Test
    void shouldTellHowManyWereNamedWronglyWhenTheyWereNeitherRightNorMissed() {
        // Given: nine visits, of which five, one and two ended otherwise
        DemoSummary summary = new DemoSummary(2200, 1690, 9, 5, 1, 2, 1, 0, 0, 38, 0, 2.36, 9.85, 68.5, "index.html");

        // When, Then
        assertThat(summary.inWords()).anySatisfy(line -> assertThat(line)
                .contains("5 residents identified, 1 strangers called unknown, 2 missed, 1 named wrongly"));
    }

    @Test
    void shouldTellWhatMattersInAFewLinesWhenPrintedForPeople() {
        // When, Then
        assertThat(summary(0, 0).inWords())
                .hasSizeLessThan(10)
                .anySatisfy(line -> assertThat(line).contains("6 residents identified"))
                .anySatisfy(line -> assertThat(line).contains("77 % left the detector early"))
                .anySatisfy(line -> assertThat(line).contains("not for production"))
                .anySatisfy(line -> assertThat(line).contains("index.html"));
    }
}
