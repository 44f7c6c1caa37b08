package io.vestibule.lab.demo.live;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints few plain lines: for files, pipes and CI. */
final class PlainScreen implements DemoScreen {

    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(20);

    private final PrintWriter out;
    private Duration nextProgress = BETWEEN_PROGRESS;

    PlainScreen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void printStep(String line) {
        print(line);
    }

    @Override
    public synchronized void printEvent(String line) {
        print(line);
    }

    @Override
    public synchronized void update(DemoStatus status) {
        if (status.time().compareTo(nextProgress) < 0) {
            return;
        }
        int frames =
                status.doors().stream().mapToInt(DemoStatus.DoorStatus::frames).sum();
        double early = status.doors().stream()
                .mapToDouble(door -> door.frames() * door.earlyExits())
                .sum();
        print(String.format(
                Locale.ROOT,
                "%d of %d s: %d frames, %.0f %% early exits",
                status.time().toSeconds(),
                status.length().toSeconds(),
                frames,
                frames == 0 ? 0 : 100 * early / frames));
        nextProgress = nextProgress.plus(BETWEEN_PROGRESS);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void release() {}
}
