package io.vestibule.dataset.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    /** The sides of "person 0" to "person 19", computed with Python's hashlib. */
    private static final String GOLDEN = "ttttttttttttvtttttvt";

    @Test
    void shouldAssignAboutTheShareToValidation() {
        // When
        long validation = IntStream.range(0, 10_000)
                .filter(i -> Split.DEFAULT.of("person " + i) == SplitSide.VALIDATION)
                .count();

        // Then
        assertThat(validation / 10_000.0).isCloseTo(0.2, within(0.015));
    }

    @Test
    void shouldAddNobodyToValidationWhenTheShareIsSmaller() {
        // Given
        Split smaller = new Split(0.1);

        // When, then
        assertThat(IntStream.range(0, 1000).mapToObj(i -> "person " + i))
                .filteredOn(name -> smaller.of(name) == SplitSide.VALIDATION)
                .isNotEmpty()
                .allMatch(name -> Split.DEFAULT.of(name) == SplitSide.VALIDATION);
    }

    /** Another salt would move people to the other side of students that are already trained. */
    @Test
    void shouldKeepTheSidesOfEarlierReleases() {
        // When, then
        assertThat(IntStream.range(0, 20)
                        .mapToObj(i -> Split.DEFAULT.of("person " + i) == SplitSide.VALIDATION ? "v" : "t"))
                .containsExactly(GOLDEN.split(""));
    }

    @Test
    void shouldRejectAShareAboveOne() {
        // When, then
        assertThatThrownBy(() -> new Split(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1");
    }
}
