package io.vestibule.lab.demo;

import io.vestibule.lab.demo.live.DemoScreen;
import io.vestibule.lab.demo.live.DemoStatus;
import io.vestibule.lab.demo.live.DemoStatus.DoorLine;
import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings what happens to the screen. Thread-safe. */
final class LiveDisplay {

    private final SceneScript script;
    private final IdentityEventFormatter text;
    private final DemoScreen screen;
    private final List<String> lines = new ArrayList<>();

    LiveDisplay(SceneScript script, IdentityEventFormatter text, DemoScreen screen) {
        this.script = script;
        this.text = text;
        this.screen = screen;
    }

    void add(IdentityEvent event) {
        String line = text.of(event);
        synchronized (lines) {
            lines.add(line);
        }
        screen.event(line);
    }

    void redraw(WatchObservations watched) {
        List<String> feed;
        synchronized (lines) {
            feed = List.copyOf(lines);
        }
        List<DoorLine> doors = watched.doors().stream().map(LiveDisplay::line).toList();
        Duration time = script.timeOf(watched.frames() / script.doors().size());
        screen.show(new DemoStatus(time, script.length(), doors, feed));
    }

    private static DoorLine line(DoorObservations log) {
        List<ObservedFrame> moments = log.moments();
        long early = moments.stream().filter(ObservedFrame::earlyExit).count();
        return new DoorLine(
                log.door().title(),
                moments.isEmpty()
                        ? Optional.empty()
                        : Optional.of(moments.get(moments.size() - 1).state()),
                moments.size(),
                moments.isEmpty() ? 0 : (double) early / moments.size(),
                moments.stream().map(ObservedFrame::distance).toList(),
                log.threshold());
    }
}
