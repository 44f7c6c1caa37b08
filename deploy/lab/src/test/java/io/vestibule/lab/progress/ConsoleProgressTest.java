package io.vestibule.lab.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vestibule.service.cli.CommandException;
import io.vestibule.service.process.StopSignal;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private final StringWriter written = new StringWriter();
    private final StopSignal stop = StopSignal.manual();

    private ConsoleProgress progress(boolean terminal) {
        return new ConsoleProgress(new PrintWriter(written, true), terminal, stop);
    }

    @Test
    void shouldPrintAStepWithoutUnits() {
        // Given
        ConsoleProgress progress = progress(true);

        // When
        progress.progressed("measuring speed", 0, 0);

        // Then
        assertThat(written.toString()).isEqualTo("measuring speed" + System.lineSeparator());
    }

    @Test
    void shouldEndTheLineOfAStepWhenItIsComplete() {
        // Given
        ConsoleProgress progress = progress(true);

        // When
        progress.progressed("images", 2, 2);

        // Then
        assertThat(written.toString()).contains("2 of 2 images (100 %)").endsWith(System.lineSeparator());
    }

    @Test
    void shouldPrintNothingWithoutATerminal() {
        // Given
        ConsoleProgress progress = progress(false);

        // When
        progress.progressed("images", 2, 2);

        // Then
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void shouldEndTheTaskWhenTheStopSignalIsRaised() {
        // Given
        stop.raise();

        // When
        Throwable failure = catchThrowable(() -> progress(false).progressed("images", 3, 8));

        // Then
        assertThat(failure).isInstanceOf(CommandException.class).hasMessage("stopped after 3 of 8 images");
    }
}
