package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.demo.Demo;
import io.vestibule.lab.demo.DemoSettings;
import io.vestibule.lab.demo.DemoSummary;
import io.vestibule.lab.demo.live.DemoScreen;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.process.StopSignal;
import io.vestibule.testing.PreparedZoo;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    private static final long SEED = 5;
    private static final double SPEED = 3;

    @TempDir
    private Path folder;

    @Test
    void shouldRecogniseTheScriptedVisitsAndIgnorePosterAndHand() throws Exception {
        // Given
        // The script has an enrolled resident who covers the lens, a resident in infrared, a stranger, and the poster
        // of a resident.
        StringWriter shown = new StringWriter();
        Demo demo = new Demo(
                new DemoSettings(Configuration.DEFAULTS, SceneScript.brief(), SPEED, SEED, folder, true),
                PreparedZoo.models(),
                DemoScreen.on(new PrintWriter(shown), Map.of("TERM", "dumb")),
                StopSignal.manual());

        // When
        DemoSummary summary = demo.run();

        // Then
        assertThat(summary.isSafe()).as(shown.toString()).isTrue();
        assertThat(summary.visitsIdentified()).isEqualTo(2);
        assertThat(summary.visitsUnknown()).isEqualTo(1);
        assertThat(summary.falseVisits()).isZero();
        assertThat(summary.deadLetters()).isZero();
        assertThat(summary.frames()).isEqualTo(SceneScript.brief().frames());
        assertThat(summary.earlyExits()).isGreaterThan(summary.frames() / 2);
        assertThat(summary.softLabels()).isPositive();
        assertThat(summary.quietFrameMillis()).isPositive().isLessThan(summary.activeFrameMillis());
        assertThat(Files.readString(Path.of(summary.report())))
                .contains("front-door", "garage", "mail-room")
                .containsPattern("[1-9]\\d* dlib-resnet, [1-9]\\d* half, [1-9]\\d* mobilefacenet")
                .contains("student half");
        assertThat(shown.toString()).contains("ada identified", "dora identified", "unknown person");
        assertThat(shown.toString().lines())
                .as("the resident who covers the lens causes one arrival")
                .filteredOn(line -> line.contains("Front door") && line.endsWith("person arrived"))
                .hasSize(1);
    }
}
