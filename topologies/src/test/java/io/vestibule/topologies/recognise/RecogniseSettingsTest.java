package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.BETA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecogniseSettingsTest {

    private static final RecogniseSettings DEFAULTS = RecogniseSettings.defaults();

    @Test
    void shouldRaiseTheContractsThresholdForASearch() {
        // When
        DecisionThreshold alpha = DecisionThreshold.of(ALPHA, Optional.empty(), DEFAULTS);

        // Then
        assertThat(alpha.threshold()).isGreaterThan(ALPHA.threshold()).isCloseTo(0.49f, within(1e-6f));
        assertThat(alpha.margin()).isCloseTo(0.102f, within(1e-6f));
        assertThat(alpha.falseMatchRate()).isEqualTo(ALPHA.falseMatchRate());
    }

    @Test
    void shouldUseTheConfiguredThreshold() {
        // When
        DecisionThreshold beta = DecisionThreshold.of(BETA, Optional.of(new ConfiguredThreshold(0.7f, 1e-6)), DEFAULTS);

        // Then
        assertThat(beta.threshold()).isEqualTo(0.7f);
        assertThat(beta.margin()).isCloseTo(0.06f, within(1e-6f));
        assertThat(beta.falseMatchRate()).isEqualTo(1e-6);
    }

    @Test
    void shouldRejectInvalidSettings() {
        // Then
        assertThatIllegalArgumentException().isThrownBy(() -> with(17, 3, 10, DEFAULTS.silence()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(2, 11, 10, DEFAULTS.silence()))
                .withMessageContaining("confirmFrames");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(2, 3, 17, DEFAULTS.silence()))
                .withMessageContaining("window");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(2, 3, 10, DEFAULTS.absenceTimeout()))
                .withMessageContaining("silence");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfiguredThreshold(1, 1e-4));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfiguredThreshold(0.5f, 0));
    }

    @Test
    void shouldRejectVotesThatTheWindowCannotSpread() {
        // Given
        RecogniseSettingsBuilder settings =
                RecogniseSettingsBuilder.builder(DEFAULTS).lookEvery(Duration.ZERO);

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(settings::build)
                .withMessage("votesOver must not be negative, nor longer than lookEvery times (window - 1)");
    }

    private static RecogniseSettings with(int arriveSightings, int confirmFrames, int window, Duration silence) {
        return RecogniseSettingsBuilder.builder(DEFAULTS)
                .arriveSightings(arriveSightings)
                .confirmFrames(confirmFrames)
                .window(window)
                .silence(silence)
                .build();
    }
}
