package io.vestibule.lab.demo.live;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Lines, and few of them: for files, pipes and CI. */
final class PlainScreen implements DemoScreen {

    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(20);

    private final PrintWriter out;
    private Duration nextProgress = BETWEEN_PROGRESS;

    PlainScreen(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void say(String line) {
        print(line);
    }

    @Override
    public synchronized void event(String line) {
        print(line);
    }

    @Override
    public synchronized void show(DemoStatus board) {
        if (board.time().compareTo(nextProgress) < 0) {
            return;
        }
        int frames =
                board.doors().stream().mapToInt(DemoStatus.DoorLine::frames).sum();
        double early = board.doors().stream()
                .mapToDouble(door -> door.frames() * door.earlyExits())
                .sum();
        print(String.format(
                Locale.ROOT,
                "%d s of %d: %d frames, %.0f %% of them left early",
                board.time().toSeconds(),
                board.length().toSeconds(),
                frames,
                frames == 0 ? 0 : 100 * early / frames));
        nextProgress = nextProgress.plus(BETWEEN_PROGRESS);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void leave() {}
}
