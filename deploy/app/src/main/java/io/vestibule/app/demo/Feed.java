package io.vestibule.app.demo;

import io.vestibule.app.demo.live.Board;
import io.vestibule.app.demo.live.Board.DoorLine;
import io.vestibule.app.demo.live.Screen;
import io.vestibule.app.demo.script.Script;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings what happens to the screen. Thread-safe. */
final class Feed {

    private final Script script;
    private final EventText text;
    private final Screen screen;
    private final List<String> lines = new ArrayList<>();

    Feed(Script script, EventText text, Screen screen) {
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

    void redraw(WatchLog watched) {
        List<String> feed;
        synchronized (lines) {
            feed = List.copyOf(lines);
        }
        List<DoorLine> doors = watched.doors().stream().map(Feed::line).toList();
        Duration time = script.timeOf(watched.frames() / script.doors().size());
        screen.show(new Board(time, script.length(), doors, feed));
    }

    private static DoorLine line(DoorLog log) {
        List<Moment> moments = log.moments();
        long early = moments.stream().filter(Moment::earlyExit).count();
        return new DoorLine(
                log.door().title(),
                moments.isEmpty()
                        ? Optional.empty()
                        : Optional.of(moments.get(moments.size() - 1).state()),
                moments.size(),
                moments.isEmpty() ? 0 : (double) early / moments.size(),
                moments.stream().map(Moment::distance).toList(),
                log.threshold());
    }
}
