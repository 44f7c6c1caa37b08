package io.vestibule.lab.demo;

import io.vestibule.lab.demo.live.DemoScreen;
import io.vestibule.lab.demo.live.DemoStatus;
import io.vestibule.lab.demo.live.DemoStatus.DoorStatus;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows events and door states on the screen. Thread-safe. */
final class LiveDisplay {

    private final SceneScript script;
    private final IdentityEventFormatter formatter;
    private final DemoScreen screen;
    private final List<String> lines = new ArrayList<>();

    LiveDisplay(SceneScript script, IdentityEventFormatter formatter, DemoScreen screen) {
        this.script = script;
        this.formatter = formatter;
        this.screen = screen;
    }

    void add(IdentityEvent event) {
        String line = formatter.format(event);
        synchronized (lines) {
            lines.add(line);
        }
        screen.printEvent(line);
    }

    void redraw(WatchObservations watched) {
        List<String> events;
        synchronized (lines) {
            events = List.copyOf(lines);
        }
        List<DoorStatus> doors =
                watched.doors().stream().map(LiveDisplay::status).toList();
        Duration time = script.timeOf(watched.frameCount() / script.doors().size());
        screen.update(new DemoStatus(time, script.length(), doors, events));
    }

    private static DoorStatus status(DoorObservations log) {
        List<ObservedFrame> frames = log.observedFrames();
        long early = frames.stream().filter(ObservedFrame::earlyExit).count();
        return new DoorStatus(
                log.door().title(),
                frames.isEmpty()
                        ? Optional.empty()
                        : Optional.of(frames.get(frames.size() - 1).state()),
                frames.size(),
                frames.isEmpty() ? 0 : (double) early / frames.size(),
                frames.stream().map(ObservedFrame::distance).toList(),
                log.threshold());
    }
}
