package io.vestibule.models.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.verification.ErrorRates;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingContractTest {

    private static final ErrorRates LOOSE = new ErrorRates(0.4f, 1e-2, 0.01);
    private static final ErrorRates STRICT = new ErrorRates(0.5f, 1e-4, 0.10);

    private final EmbeddingContract contract =
            new EmbeddingContract("model@1", "model@1", 2, 0.5f, 1e-4, List.of(STRICT, LOOSE));

    @Test
    void shouldReturnTheMeasuredThresholdOfTheRateOrTheNextStricterOne() {
        assertThat(contract.atMost(1e-2)).contains(LOOSE);
        assertThat(contract.atMost(1e-3)).contains(STRICT);
        assertThat(contract.atMost(1e-4)).contains(STRICT);
    }

    @Test
    void shouldReturnNoThresholdWhenNoneIsStrictEnough() {
        assertThat(contract.atMost(1e-5)).isEmpty();
        assertThat(new EmbeddingContract("model@1", 2, 0.5f, 1e-4).atMost(1e-2)).isEmpty();
    }
}
