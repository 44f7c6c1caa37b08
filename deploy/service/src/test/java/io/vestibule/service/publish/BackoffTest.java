package io.vestibule.service.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void shouldDoubleThePauseUpToItsLimitAndShortenEachByUpToAHalf() {
        // Given
        List<Integer> longest = List.of(1, 2, 4, 8, 16, 30, 30);

        // When
        List<Duration> pauses =
                Stream.generate(backoff::next).limit(longest.size()).toList();

        // Then
        for (int i = 0; i < longest.size(); i++) {
            Duration limit = Duration.ofSeconds(longest.get(i));
            assertThat(pauses.get(i)).isBetween(limit.dividedBy(2), limit);
        }
    }

    @Test
    void shouldStartAgainAfterASuccess() {
        // Given
        backoff.next();
        backoff.next();
        backoff.reset();

        // When
        Duration pause = backoff.next();

        // Then
        assertThat(pause).isLessThanOrEqualTo(Backoff.FIRST);
    }

    @Test
    void shouldWaitLongestAfterWrongCredentials() {
        // Given
        backoff.extend();

        // When
        Duration pause = backoff.next();

        // Then
        assertThat(pause).isBetween(Backoff.LONGEST.dividedBy(2), Backoff.LONGEST);
    }
}
