package io.vestibule.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTicksTest {

    @Test
    void shouldBeMultiplesOfOneTwoOrFiveBetweenTheEdges() {
        assertThat(AxisTicks.between(0.6956, 2.659, 4))
                .extracting(Object::toString)
                .containsExactly("1.0", "1.5", "2.0", "2.5");
        assertThat(AxisTicks.between(14.68, 27.39, 4))
                .extracting(Number::intValue)
                .containsExactly(16, 18, 20, 22, 24, 26);
        assertThat(AxisTicks.between(-0.00001, 0.0003, 4))
                .extracting(Number::doubleValue)
                .containsExactly(0.0, 1e-4, 2e-4, 3e-4);
        assertThat(AxisTicks.between(0, 3000, 4)).extracting(Number::intValue).containsExactly(0, 1000, 2000, 3000);
    }
}
