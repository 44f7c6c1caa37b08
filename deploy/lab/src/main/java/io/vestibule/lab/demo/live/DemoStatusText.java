package io.vestibule.lab.demo.live;

import io.vestibule.lab.demo.live.DemoStatus.DoorLine;
import io.vestibule.schemas.CameraState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A board as lines of text, each under 80 columns. */
final class DemoStatusText {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int SPARKS = 15;
    private static final int FEED_LINES = 8;

    /** The whole height of a spark: five times the distance from which something counts as different. */
    private static final float FULL = 5;

    private final AnsiStyle paint;

    DemoStatusText(AnsiStyle paint) {
        this.paint = paint;
    }

    List<String> lines(DemoStatus board) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "  " + paint.bold("Doors") + "  " + paint.faint(clock(board.time()) + " of " + clock(board.length())));
        board.doors().forEach(door -> lines.add("  " + line(door)));
        lines.add("");
        lines.add("  " + paint.bold("Identity events"));
        lines.addAll(feed(board.feed()));
        lines.add("");
        return lines;
    }

    /** Always of the same height, so that the board does not jump. */
    private List<String> feed(List<String> feed) {
        List<String> lines = new ArrayList<>();
        feed.subList(Math.max(0, feed.size() - FEED_LINES), feed.size()).forEach(line -> lines.add("  " + line));
        while (lines.size() < FEED_LINES) {
            lines.add("");
        }
        return lines;
    }

    private String line(DoorLine door) {
        return String.format(Locale.ROOT, "%-25s", door.title())
                + state(door.state())
                + String.format(Locale.ROOT, "%5d frames %4.0f %% early  ", door.frames(), 100 * door.earlyExits())
                + sparks(door);
    }

    private String state(Optional<CameraState> state) {
        if (state.isEmpty()) {
            return paint.faint("○ waiting ");
        }
        return switch (state.get()) {
            case LEARNING -> paint.cyan("◌ learning");
            case QUIET -> paint.green("● quiet   ");
            case ACTIVE -> paint.yellow("● active  ");
            case COVERED -> paint.red("■ covered ");
            case MOVED -> paint.red("■ moved   ");
            case SILENT -> paint.red("■ silent  ");
        };
    }

    private String sparks(DoorLine door) {
        List<Float> distances = door.distances();
        StringBuilder sparks = new StringBuilder();
        for (float distance : distances.subList(Math.max(0, distances.size() - SPARKS), distances.size())) {
            int height = (int) (distance / (FULL * door.threshold()) * BARS.length());
            sparks.append(BARS.charAt(Math.max(0, Math.min(BARS.length() - 1, height))));
        }
        return paint.faint(sparks.toString());
    }

    private static String clock(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
