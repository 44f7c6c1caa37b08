package io.vestibule.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void shouldTakeTheMiddleOneOrTheMeanOfTheTwoInTheMiddleForTheMedian() {
        assertThat(Figures.median(List.of())).isEmpty();
        assertThat(Figures.median(List.of(7.0))).contains(7.0);
        assertThat(Figures.median(List.of(100.0, 1.0, 3.0))).contains(3.0);
        assertThat(Figures.median(List.of(4.0, 1.0, 100.0, 2.0))).contains(3.0);
    }

    @Test
    void shouldGiveNoRatioWhereAPartIsMissingOrTheDivisorIsZero() {
        assertThat(Figures.ratio(Optional.of(1.0), Optional.of(3.0))).contains(0.333);
        assertThat(Figures.ratio(Optional.empty(), Optional.of(3.0))).isEmpty();
        assertThat(Figures.ratio(Optional.of(1.0), Optional.empty())).isEmpty();
        assertThat(Figures.ratio(Optional.of(1.0), Optional.of(0.0))).isEmpty();
    }

    @Test
    void shouldRoundHalvesUp() {
        assertThat(Figures.rounded(0.0625, 3)).isEqualTo(0.063);
        assertThat(Figures.rounded(123.44, 1)).isEqualTo(123.4);
    }
}
