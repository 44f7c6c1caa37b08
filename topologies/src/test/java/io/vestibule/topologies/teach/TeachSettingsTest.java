package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TeachSettingsTest {

    @Test
    void shouldHaveValidDefaults() {
        assertThatNoException().isThrownBy(TeachSettings::defaults);
    }

    @Test
    void shouldNameSettingWhenItIsInvalid() {
        assertRejected(settings -> settings.share(0), "teaching: invalid share 0.0");
        assertRejected(settings -> settings.minimumDifference(256), "teaching: invalid minimum difference 256.0");
        assertRejected(settings -> settings.perTrack(0), "teaching: invalid faces per track 0");
        assertRejected(settings -> settings.perSubjectDay(0), "teaching: invalid faces per subject and day 0");
        assertRejected(settings -> settings.rememberedTracks(501), "teaching: invalid remembered tracks 501");
        assertRejected(settings -> settings.similarities(101), "teaching: invalid similarities 101");
        assertRejected(settings -> settings.labelMargin(Float.NaN), "teaching: invalid label margin NaN");
        assertRejected(
                settings -> settings.centresEvery(Duration.ofMillis(-1)),
                "teaching: invalid age of class centres PT-0.001S");
        assertRejected(settings -> settings.retention(Duration.ZERO), "teaching: invalid retention PT0S");
    }

    @Test
    void shouldNameHardnessSettingWhenItIsInvalid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardnessSettings(-1, 0, 0, 0))
                .withMessage("hard faces: invalid threshold band -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardnessSettings(0, Float.NaN, 0, 0))
                .withMessage("hard faces: invalid lead NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardnessSettings(0, 0, 1.1f, 0))
                .withMessage("hard faces: invalid agreement 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardnessSettings(0, 0, 0, 1.5))
                .withMessage("hard faces: invalid share of easy faces 1.5");
    }

    @Test
    void shouldRejectEmptyTeacher() {
        assertRejected(settings -> settings.teacher(" "), "teaching: invalid teacher \"\"");
    }

    private static void assertRejected(Consumer<TeachSettingsBuilder> change, String message) {
        TeachSettingsBuilder settings = TestSettings.builder();
        change.accept(settings);
        assertThatIllegalArgumentException().isThrownBy(settings::build).withMessage(message);
    }
}
