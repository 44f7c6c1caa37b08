package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.DoorObservations;
import io.vestibule.lab.demo.ObservedFrame;
import io.vestibule.lab.report.SvgDrawing;
import io.vestibule.lab.scenes.script.ObservedVisit;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.lab.scenes.script.ScriptComparison.VisitResult;
import io.vestibule.lab.scenes.script.TimeSpan;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Chart of one door over time: distances from the background, outcome of each frame, camera states, scripted and
 * observed visits.
 */
final class DoorTimeline {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 288;
    private static final double LEFT = 92;
    private static final double RIGHT = 992;
    private static final double TOP = 12;
    private static final double FLOOR = 142;
    private static final double FRAMES = 152;
    private static final double STATES = 176;
    private static final double SCRIPTED = 198;
    private static final double OBSERVED = 228;
    private static final double AXIS = 268;
    private static final double BAR_HEIGHT = 20;
    private static final double STRIP_HEIGHT = 14;
    private static final double STATE_HEIGHT = 12;

    /** Minimum width of a strip, because a single frame would be invisible. */
    private static final double MINIMUM_WIDTH = 2;

    private final DoorObservations door;
    private final Duration length;
    private final DistanceScale scale;
    private final SvgDrawing svg = new SvgDrawing(WIDTH, HEIGHT);

    private DoorTimeline(DoorObservations door, Duration length) {
        this.door = door;
        this.length = length;
        this.scale = DistanceScale.of(door.observedFrames(), FLOOR, TOP);
    }

    static String of(
            DoorObservations door,
            Duration length,
            ScriptComparison comparison,
            List<IdentityEvent> events,
            Instant start) {
        DoorTimeline timeline = new DoorTimeline(door, length);
        timeline.axis();
        timeline.distances();
        timeline.frames();
        timeline.states();
        timeline.visits(comparison);
        timeline.events(events, start);
        return timeline.svg.toSvg(
                "Distance from the background and its threshold, frames, states and visits over time at "
                        + door.door().title());
    }

    private void axis() {
        for (long second = 0; second <= length.toSeconds(); second += 10) {
            double x = x(Duration.ofSeconds(second));
            svg.line("grid", x, TOP, x, AXIS - 8);
            boolean last = second + 10 > length.toSeconds();
            svg.text("tick", x, AXIS + 6, last ? "end" : "middle", second + " s");
        }
        for (float mark : scale.marks()) {
            svg.line("grid", LEFT, scale.y(mark), RIGHT, scale.y(mark));
            svg.text("tick", LEFT - 8, scale.y(mark) + 4, "end", String.valueOf(mark));
        }
        svg.text("label", 0, (TOP + FLOOR) / 2 + 4, "start", "distance");
        svg.text("label", LEFT - 8, FRAMES + 11, "end", "frames");
        svg.text("label", LEFT - 8, STATES + 10, "end", "state");
        svg.text("label", LEFT - 8, SCRIPTED + 14, "end", "script");
        svg.text("label", LEFT - 8, OBSERVED + 14, "end", "observed");
    }

    private void distances() {
        StringBuilder line = new StringBuilder();
        for (ObservedFrame frame : door.observedFrames()) {
            line.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    line.isEmpty() ? "M" : "L",
                    x(frame.time()),
                    scale.y(frame.distance())));
        }
        if (!line.isEmpty()) {
            svg.path("area", line + String.format(Locale.ROOT, "L%.1f %.1fL%.1f %.1fZ", lastX(), FLOOR, LEFT, FLOOR));
            svg.path("distance", line.toString());
        }
        threshold();
        svg.line("floor", LEFT, FLOOR, RIGHT, FLOOR);
    }

    /** Draws the threshold at each frame. It is specific to the camera and adapts to its noise. */
    private void threshold() {
        StringBuilder line = new StringBuilder();
        double height = Double.NaN;
        for (ObservedFrame frame : door.observedFrames()) {
            double y = scale.y(frame.threshold());
            if (line.isEmpty()) {
                line.append(String.format(Locale.ROOT, "M%.1f %.1f", x(frame.time()), y));
            } else if (y != height) {
                line.append(String.format(Locale.ROOT, "H%.1fV%.1f", x(frame.time()), y));
            }
            height = y;
        }
        if (!line.isEmpty()) {
            svg.path("threshold", line + String.format(Locale.ROOT, "H%.1f", RIGHT));
            svg.text("tick", RIGHT, height - 5, "end", String.format(Locale.ROOT, "threshold %.3f", door.threshold()));
        }
    }

    /** Draws the outcome of each frame. Audits are drawn last, so that neighbours do not cover them. */
    private void frames() {
        List<FrameStrip> strips = FrameStrip.of(door.observedFrames());
        for (int i = 0; i < strips.size(); i++) {
            if (strips.get(i).kind() != FrameStrip.StripKind.AUDIT) {
                strip(strips.get(i), i + 1 < strips.size() ? strips.get(i + 1).from() : null);
            }
        }
        strips.stream()
                .filter(strip -> strip.kind() == FrameStrip.StripKind.AUDIT)
                .forEach(audit -> strip(audit, audit.from()));
        door.observedFrames().stream()
                .filter(frame -> frame.missed() > 0)
                .forEach(frame -> svg.circle(
                        "missed",
                        x(frame.time()),
                        FRAMES - 4,
                        3,
                        seconds(frame.time()) + ", an audit found a face that the filter would have missed"));
        door.shedTimes()
                .forEach(time -> svg.rectangle(
                        "frame shed", x(time), FRAMES, MINIMUM_WIDTH, STRIP_HEIGHT, seconds(time) + ", shed: too old"));
    }

    private void strip(FrameStrip strip, @Nullable Duration next) {
        double from = x(strip.from());
        double to = next == null ? lastX() : x(next);
        svg.rectangle(
                "frame " + strip.kind().style(),
                from,
                FRAMES,
                Math.max(MINIMUM_WIDTH, to - from),
                STRIP_HEIGHT,
                (strip.frames().size() == 1
                                ? seconds(strip.from())
                                : span(
                                                strip.from(),
                                                strip.frames()
                                                        .get(strip.frames().size() - 1)
                                                        .time())
                                        + ", " + strip.frames().size() + " frames")
                        + ", " + strip.reason());
    }

    private void states() {
        List<ObservedFrame> frames = door.observedFrames();
        int from = 0;
        for (int i = 1; i <= frames.size(); i++) {
            if (i == frames.size() || frames.get(i).state() != frames.get(from).state()) {
                Duration begin = frames.get(from).time();
                Duration end = i == frames.size() ? length : frames.get(i).time();
                CameraState state = frames.get(from).state();
                String name = state.name().toLowerCase(Locale.ROOT);
                svg.rectangle(
                        "state " + name,
                        x(begin),
                        STATES,
                        x(end) - x(begin),
                        STATE_HEIGHT,
                        name + ", " + span(begin, end));
                from = i;
            }
        }
    }

    private void visits(ScriptComparison comparison) {
        for (VisitResult result : comparison.visits()) {
            if (result.door().equals(door.door())) {
                TimeSpan time = result.visit().time();
                bar("visit", SCRIPTED, time, result.visit().subject().orElse("stranger"));
                result.visit()
                        .cover()
                        .ifPresent(cover -> svg.rectangle(
                                "covered",
                                x(cover.from()),
                                SCRIPTED,
                                x(cover.to()) - x(cover.from()),
                                BAR_HEIGHT,
                                "lens covered, " + span(cover.from(), cover.to())));
                String style = result.outcome().name().toLowerCase(Locale.ROOT);
                result.observed()
                        .forEach(observed -> bar("seen " + style, OBSERVED, observed.time(), decision(observed)));
            }
        }
        comparison.falseVisits().stream()
                .filter(this::isAtThisDoor)
                .forEach(observed -> bar("seen wrong", OBSERVED, observed.time(), decision(observed)));
        comparison.posterVisits().stream()
                .filter(this::isAtThisDoor)
                .forEach(observed -> bar("seen wrong", OBSERVED, observed.time(), "poster"));
    }

    private void events(List<IdentityEvent> events, Instant start) {
        for (IdentityEvent event : events) {
            boolean decision = event.getKind() == EventKind.IDENTIFIED || event.getKind() == EventKind.UNKNOWN;
            if (decision && event.getCamera().equals(door.door().camera())) {
                Duration at = Duration.between(start, event.getAt());
                svg.circle(
                        "verdict",
                        x(at),
                        OBSERVED,
                        3.5,
                        event.getKind().name().toLowerCase(Locale.ROOT) + " at " + seconds(at));
            }
        }
    }

    private void bar(String style, double y, TimeSpan time, String name) {
        double width = x(time.to()) - x(time.from());
        svg.rectangle(style, x(time.from()), y, width, BAR_HEIGHT, name + ", " + span(time.from(), time.to()));
        if (width > 34) {
            svg.text("name", x(time.from()) + 7, y + 14.5, "start", name);
        }
    }

    private boolean isAtThisDoor(ObservedVisit visit) {
        return visit.camera().equals(door.door().camera());
    }

    private static String decision(ObservedVisit visit) {
        return visit.identified().orElse(visit.unknown() ? "unknown" : "observed");
    }

    private double x(Duration time) {
        return LEFT + (RIGHT - LEFT) * time.toMillis() / length.toMillis();
    }

    private double lastX() {
        List<ObservedFrame> frames = door.observedFrames();
        return x(frames.get(frames.size() - 1).time());
    }

    private static String span(Duration from, Duration to) {
        return seconds(from) + " to " + seconds(to);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
