package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.topologies.io.CaptureTimes;
import org.junit.jupiter.api.Test;

class WatchSettingsTest {

    @Test
    void shouldRejectToleranceThatBrokersDoNotTolerate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchSettingsBuilder.builder(WatchSettings.defaults())
                        .futureTolerance(CaptureTimes.MAXIMUM_TOLERANCE.plusMillis(1))
                        .build())
                .withMessage("futureTolerance must be at most PT10M");
    }
}
