package io.vestibule.models.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1611",
        "1, 29, 0.0061, 0.1718",
    })
    void shouldEqualTheIntervalsPublishedByNewcombe(long hits, long trials, double low, double high) {
        Proportion proportion = new Proportion(hits, trials);

        assertThat(proportion.low()).isCloseTo(low, within(0.00005));
        assertThat(proportion.high()).isCloseTo(high, within(0.00005));
        assertThat(proportion.share()).isEqualTo((double) hits / trials);
    }

    @Test
    void shouldMirrorTheIntervalWhenHitsAndMissesAreSwapped() {
        Proportion one = new Proportion(3, 40);
        Proportion other = new Proportion(37, 40);

        assertThat(other.low()).isCloseTo(1 - one.high(), within(1e-12));
        assertThat(other.high()).isCloseTo(1 - one.low(), within(1e-12));
        assertThat(new Proportion(40, 40).high()).isEqualTo(1);
    }

    @Test
    void shouldSpanTheWholeRangeWithoutTrials() {
        assertThat(new Proportion(0, 0).low()).isZero();
        assertThat(new Proportion(0, 0).high()).isEqualTo(1);
    }

    @Test
    void shouldRejectImpossibleCounts() {
        assertThatThrownBy(() -> new Proportion(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Proportion(4, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
