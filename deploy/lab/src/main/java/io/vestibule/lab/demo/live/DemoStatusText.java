package io.vestibule.lab.demo.live;

import io.vestibule.lab.demo.live.DemoStatus.DoorStatus;
import io.vestibule.schemas.CameraState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats the state of the demo as lines of text, each under 80 columns. */
final class DemoStatusText {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int BAR_COUNT = 15;
    private static final int EVENT_LINES = 8;

    /** Distance at the full height of a bar, as a multiple of the threshold. */
    private static final float FULL_HEIGHT = 5;

    private final AnsiStyle style;

    DemoStatusText(AnsiStyle style) {
        this.style = style;
    }

    List<String> lines(DemoStatus status) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("  " + style.bold("Doors") + "  "
                + style.faint(clock(status.time()) + " of " + clock(status.length())));
        status.doors().forEach(door -> lines.add("  " + line(door)));
        lines.add("");
        lines.add("  " + style.bold("Identity events"));
        lines.addAll(events(status.events()));
        lines.add("");
        return lines;
    }

    /** Returns a fixed number of lines, so that the display keeps its height. */
    private List<String> events(List<String> events) {
        List<String> lines = new ArrayList<>();
        events.subList(Math.max(0, events.size() - EVENT_LINES), events.size()).forEach(line -> lines.add("  " + line));
        while (lines.size() < EVENT_LINES) {
            lines.add("");
        }
        return lines;
    }

    private String line(DoorStatus door) {
        return String.format(Locale.ROOT, "%-25s", door.title())
                + state(door.state())
                + String.format(Locale.ROOT, "%5d frames %4.0f %% early  ", door.frames(), 100 * door.earlyExits())
                + bars(door);
    }

    private String state(Optional<CameraState> state) {
        if (state.isEmpty()) {
            return style.faint("○ waiting ");
        }
        return switch (state.get()) {
            case LEARNING -> style.cyan("◌ learning");
            case QUIET -> style.green("● quiet   ");
            case ACTIVE -> style.yellow("● active  ");
            case COVERED -> style.red("■ covered ");
            case MOVED -> style.red("■ moved   ");
            case SILENT -> style.red("■ silent  ");
            case FROZEN -> style.red("■ frozen  ");
            case DAMAGED -> style.red("■ damaged ");
        };
    }

    private String bars(DoorStatus door) {
        List<Float> distances = door.distances();
        StringBuilder bars = new StringBuilder();
        for (float distance : distances.subList(Math.max(0, distances.size() - BAR_COUNT), distances.size())) {
            int height = (int) (distance / (FULL_HEIGHT * door.threshold()) * BARS.length());
            bars.append(BARS.charAt(Math.max(0, Math.min(BARS.length() - 1, height))));
        }
        return style.faint(bars.toString());
    }

    private static String clock(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
