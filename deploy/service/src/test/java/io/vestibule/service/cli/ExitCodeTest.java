package io.vestibule.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    /** Numbers that scripts already depend on: lines may be added, none may change. */
    @ParameterizedTest
    @CsvSource({
        "OK, 0",
        "FAILED, 1",
        "USAGE, 2",
        "CONFIGURATION, 3",
        "BROKER_UNREACHABLE, 4",
        "MODELS_MISSING, 5",
        "REJECTED, 6",
        "NO_ANSWER, 7",
        "TOPICS_MISSING, 8",
        "DEMO_UNSAFE, 9"
    })
    void shouldKeepItsNumber(ExitCode exitCode, int number) {
        assertThat(exitCode.code()).isEqualTo(number);
    }

    @Test
    void shouldHaveDifferentNumbers() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).doesNotHaveDuplicates();
    }
}
