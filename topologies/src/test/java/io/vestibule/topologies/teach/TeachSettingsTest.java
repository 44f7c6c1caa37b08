package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TeachSettingsTest {

    @Test
    void shouldHaveDefaultsThatHold() {
        assertThatNoException().isThrownBy(TeachSettings::defaults);
    }

    @Test
    void shouldNameTheSettingWhenItCannotBe() {
        assertRefused(settings -> settings.share = 0, "teaching: share cannot be 0.0");
        assertRefused(settings -> settings.minimumDifference = 256, "teaching: minimum difference cannot be 256.0");
        assertRefused(settings -> settings.perTrack = 0, "teaching: faces per track cannot be 0");
        assertRefused(settings -> settings.perSubjectDay = 0, "teaching: faces per subject and day cannot be 0");
        assertRefused(settings -> settings.labelMargin = Float.NaN, "teaching: label margin cannot be NaN");
        assertRefused(
                settings -> settings.centresEvery = Duration.ofMillis(-1),
                "teaching: age of class centres cannot be PT-0.001S");
        assertRefused(settings -> settings.retention = Duration.ZERO, "teaching: retention cannot be PT0S");
    }

    @Test
    void shouldNameWhatCannotMakeAFaceAHardOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardnessSettings(-1, 0, 0, 0))
                .withMessage("hard faces: threshold band cannot be -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardnessSettings(0, Float.NaN, 0, 0))
                .withMessage("hard faces: lead cannot be NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardnessSettings(0, 0, 1.1f, 0))
                .withMessage("hard faces: agreement cannot be 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HardnessSettings(0, 0, 0, 1.5))
                .withMessage("hard faces: share of easy faces cannot be 1.5");
    }

    @Test
    void shouldRefuseATeacherWithoutAName() {
        TeachSettings sound = TeachSettings.defaults();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TeachSettings(
                        " ",
                        Optional.empty(),
                        sound.limits(),
                        1,
                        Duration.ZERO,
                        5,
                        1,
                        1,
                        1,
                        1,
                        sound.hardness(),
                        1,
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ofDays(1),
                        false))
                .withMessage("teaching: teacher cannot be empty");
    }

    private static void assertRefused(Consumer<TestSettings> change, String message) {
        TestSettings settings = new TestSettings();
        change.accept(settings);
        assertThatIllegalArgumentException().isThrownBy(settings::build).withMessage(message);
    }
}
