package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalOrderTest {
    private final NaturalOrder order = new NaturalOrder();

    @Test
    void shouldOrderNumbersByValue() {
        // Given
        List<String> names = List.of("img10.jpg", "img2.jpg", "img.jpg", "img1b.jpg", "img02.jpg", "img1.jpg");

        // When
        List<String> sorted = names.stream().sorted(order).toList();

        // Then
        assertThat(sorted).containsExactly("img.jpg", "img1.jpg", "img1b.jpg", "img02.jpg", "img2.jpg", "img10.jpg");
    }

    @Test
    void shouldOrderNumbersThatExceedALong() {
        assertThat(order.compare("99999999999999999999", "100000000000000000000"))
                .isNegative();
    }

    @ParameterizedTest
    @CsvSource({"a, a, 0", "a, b, -1", "a1, a01, 1", "a, a1, -1", "1, a, -1"})
    void shouldBeConsistent(String left, String right, int expected) {
        assertThat(Integer.signum(order.compare(left, right))).isEqualTo(expected);
        assertThat(Integer.signum(order.compare(right, left))).isEqualTo(-expected);
    }
}
