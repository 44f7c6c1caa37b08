package io.vestibule.dataset.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    /** "person 0" to "person 19", as Python's hashlib says. */
    private static final String GOLDEN = "ttttttttttttvtttttvt";

    @Test
    void givenManyIdentitiesWhenTheyAreSplitThenAboutTheShareIsForValidation() {
        // when
        long validation = IntStream.range(0, 10_000)
                .filter(i -> Split.DEFAULT.of("person " + i) == SplitSide.VALIDATION)
                .count();

        // then
        assertThat(validation / 10_000.0).isCloseTo(0.2, within(0.015));
    }

    @Test
    void givenASmallerShareWhenItIsSplitThenNobodyComesToValidationWhoWasNotThereBefore() {
        // given
        var smaller = new Split(0.1);

        // when, then
        assertThat(IntStream.range(0, 1000).mapToObj(i -> "person " + i))
                .filteredOn(name -> smaller.of(name) == SplitSide.VALIDATION)
                .isNotEmpty()
                .allMatch(name -> Split.DEFAULT.of(name) == SplitSide.VALIDATION);
    }

    @Test
    void givenTheSaltOfThisReleaseWhenKnownNamesAreSplitThenTheyStayWhereTheyAre() {
        // given: changing the salt would put people on the other side of students that are already trained
        // when, then
        assertThat(IntStream.range(0, 20)
                        .mapToObj(i -> Split.DEFAULT.of("person " + i) == SplitSide.VALIDATION ? "v" : "t"))
                .containsExactly(GOLDEN.split(""));
    }

    @Test
    void givenAShareThatIsNoneWhenASplitIsMadeThenItIsRefused() {
        // when, then
        assertThatThrownBy(() -> new Split(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1");
    }
}
