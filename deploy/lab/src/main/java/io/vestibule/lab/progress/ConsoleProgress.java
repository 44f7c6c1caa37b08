package io.vestibule.lab.progress;

import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows the steps of a task on a terminal, and ends the task when the stop signal is raised. Prints nothing if there is no
 * terminal. Thread-safe.
 */
public final class ConsoleProgress implements ProgressListener {
    private final PrintWriter out;
    private final boolean terminal;
    private final StopSignal stop;

    /** By step: steps of parallel work share one row of the terminal. */
    private final Map<String, ProgressLine> lines = new HashMap<>();

    public ConsoleProgress(PrintWriter out, StopSignal stop) {
        this(out, System.console() != null, stop);
    }

    ConsoleProgress(PrintWriter out, boolean terminal, StopSignal stop) {
        this.out = out;
        this.terminal = terminal;
        this.stop = stop;
    }

    /** @throws CommandException if the stop signal is raised */
    @Override
    public void progressed(String step, long done, long total) {
        if (stop.isRaised()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    total == 0 ? "stopped before " + step : "stopped after " + done + " of " + total + " " + step);
        }
        if (terminal) {
            show(step, done, total);
        }
    }

    private synchronized void show(String step, long done, long total) {
        if (total == 0) {
            out.println(step);
            out.flush();
            return;
        }
        ProgressLine line = lines.computeIfAbsent(step, name -> new ProgressLine(out, true, name, total, 0));
        line.reached(done);
        if (done == total) {
            line.close();
            lines.remove(step);
        }
    }
}
