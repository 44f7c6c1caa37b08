package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.DoorObservations;
import io.vestibule.lab.demo.ObservedFrame;
import io.vestibule.lab.report.SvgDrawing;
import io.vestibule.lab.scenes.script.ObservedVisit;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.lab.scenes.script.ScriptComparison.JudgedVisit;
import io.vestibule.lab.scenes.script.TimeSpan;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One door over time: how far its frames were from the background, its states, who came and who was seen. */
final class DoorTimeline {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 288;
    private static final double LEFT = 92;
    private static final double RIGHT = 992;
    private static final double TOP = 12;
    private static final double FLOOR = 142;
    private static final double FRAMES = 152;
    private static final double STATES = 176;
    private static final double PLAYED = 198;
    private static final double SEEN = 228;
    private static final double AXIS = 268;
    private static final double BAR = 20;
    private static final double STRIP = 14;
    private static final double STATE = 12;

    /** A single frame is narrower than can be seen. */
    private static final double NARROWEST = 2;

    private final DoorObservations log;
    private final Duration length;
    private final DistanceScale scale;
    private final SvgDrawing svg = new SvgDrawing(WIDTH, HEIGHT);

    private DoorTimeline(DoorObservations log, Duration length) {
        this.log = log;
        this.length = length;
        this.scale = DistanceScale.of(log.moments(), FLOOR, TOP);
    }

    static String of(
            DoorObservations log,
            Duration length,
            ScriptComparison judgement,
            List<IdentityEvent> events,
            Instant start) {
        DoorTimeline timeline = new DoorTimeline(log, length);
        timeline.axis();
        timeline.distances();
        timeline.frames();
        timeline.states();
        timeline.visits(judgement);
        timeline.events(events, start);
        return timeline.svg.drawn(
                "Distance from the background and its threshold, frames, states and visits over time at "
                        + log.door().title());
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
        svg.text("label", LEFT - 8, PLAYED + 14, "end", "visits");
        svg.text("label", LEFT - 8, SEEN + 14, "end", "seen");
    }

    private void distances() {
        StringBuilder line = new StringBuilder();
        for (ObservedFrame moment : log.moments()) {
            line.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    line.isEmpty() ? "M" : "L",
                    x(moment.time()),
                    scale.y(moment.distance())));
        }
        if (!line.isEmpty()) {
            svg.path("area", line + String.format(Locale.ROOT, "L%.1f %.1fL%.1f %.1fZ", lastX(), FLOOR, LEFT, FLOOR));
            svg.path("distance", line.toString());
        }
        threshold();
        svg.line("floor", LEFT, FLOOR, RIGHT, FLOOR);
    }

    /** As it was at each frame: it is the camera's own, and follows its noise. */
    private void threshold() {
        StringBuilder line = new StringBuilder();
        double height = Double.NaN;
        for (ObservedFrame moment : log.moments()) {
            double y = scale.y(moment.threshold());
            if (line.isEmpty()) {
                line.append(String.format(Locale.ROOT, "M%.1f %.1f", x(moment.time()), y));
            } else if (y != height) {
                line.append(String.format(Locale.ROOT, "H%.1fV%.1f", x(moment.time()), y));
            }
            height = y;
        }
        if (!line.isEmpty()) {
            svg.path("threshold", line + String.format(Locale.ROOT, "H%.1f", RIGHT));
            svg.text("tick", RIGHT, height - 5, "end", String.format(Locale.ROOT, "threshold %.3f", log.threshold()));
        }
    }

    /** Each frame's fate; audits last, so that none is hidden by its neighbours. */
    private void frames() {
        List<FrameStrip> strips = FrameStrip.of(log.moments());
        for (int i = 0; i < strips.size(); i++) {
            if (strips.get(i).fate() != FrameStrip.Fate.AUDIT) {
                strip(strips.get(i), i + 1 < strips.size() ? strips.get(i + 1).from() : null);
            }
        }
        strips.stream()
                .filter(strip -> strip.fate() == FrameStrip.Fate.AUDIT)
                .forEach(audit -> strip(audit, audit.from()));
        log.moments().stream()
                .filter(moment -> moment.missed() > 0)
                .forEach(moment -> svg.circle(
                        "missed",
                        x(moment.time()),
                        FRAMES - 4,
                        3,
                        seconds(moment.time()) + ", audits have found a face that the filter would have missed"));
        log.shed()
                .forEach(time -> svg.rectangle(
                        "frame shed", x(time), FRAMES, NARROWEST, STRIP, seconds(time) + ", not looked at: too old"));
    }

    private void strip(FrameStrip strip, @Nullable Duration next) {
        double from = x(strip.from());
        double to = next == null ? lastX() : x(next);
        svg.rectangle(
                "frame " + strip.fate().style(),
                from,
                FRAMES,
                Math.max(NARROWEST, to - from),
                STRIP,
                (strip.frames().size() == 1
                                ? seconds(strip.from())
                                : span(
                                                strip.from(),
                                                strip.frames()
                                                        .get(strip.frames().size() - 1)
                                                        .time())
                                        + ", " + strip.frames().size() + " frames")
                        + ", " + strip.why());
    }

    private void states() {
        List<ObservedFrame> moments = log.moments();
        int from = 0;
        for (int i = 1; i <= moments.size(); i++) {
            if (i == moments.size()
                    || moments.get(i).state() != moments.get(from).state()) {
                Duration begin = moments.get(from).time();
                Duration end = i == moments.size() ? length : moments.get(i).time();
                CameraState state = moments.get(from).state();
                String name = state.name().toLowerCase(Locale.ROOT);
                svg.rectangle(
                        "state " + name, x(begin), STATES, x(end) - x(begin), STATE, name + ", " + span(begin, end));
                from = i;
            }
        }
    }

    private void visits(ScriptComparison judgement) {
        for (JudgedVisit judged : judgement.visits()) {
            if (judged.door().equals(log.door())) {
                TimeSpan time = judged.visit().time();
                bar("visit", PLAYED, time, judged.visit().subject().orElse("stranger"));
                judged.visit()
                        .cover()
                        .ifPresent(cover -> svg.rectangle(
                                "covered",
                                x(cover.from()),
                                PLAYED,
                                x(cover.to()) - x(cover.from()),
                                BAR,
                                "lens covered, " + span(cover.from(), cover.to())));
                String style = judged.outcome().name().toLowerCase(Locale.ROOT);
                judged.seen().forEach(seen -> bar("seen " + style, SEEN, seen.time(), said(seen)));
            }
        }
        judgement.falseVisits().stream()
                .filter(this::isHere)
                .forEach(seen -> bar("seen wrong", SEEN, seen.time(), said(seen)));
        judgement.posterVisits().stream()
                .filter(this::isHere)
                .forEach(seen -> bar("seen wrong", SEEN, seen.time(), "poster"));
    }

    private void events(List<IdentityEvent> events, Instant start) {
        for (IdentityEvent event : events) {
            boolean verdict = event.getKind() == EventKind.IDENTIFIED || event.getKind() == EventKind.UNKNOWN;
            if (verdict && event.getCamera().equals(log.door().camera())) {
                Duration at = Duration.between(start, event.getAt());
                svg.circle(
                        "verdict",
                        x(at),
                        SEEN,
                        3.5,
                        event.getKind().name().toLowerCase(Locale.ROOT) + " at " + seconds(at));
            }
        }
    }

    private void bar(String style, double y, TimeSpan time, String name) {
        double width = x(time.to()) - x(time.from());
        svg.rectangle(style, x(time.from()), y, width, BAR, name + ", " + span(time.from(), time.to()));
        if (width > 34) {
            svg.text("name", x(time.from()) + 7, y + 14.5, "start", name);
        }
    }

    private boolean isHere(ObservedVisit seen) {
        return seen.camera().equals(log.door().camera());
    }

    private static String said(ObservedVisit seen) {
        return seen.identified().orElse(seen.unknown() ? "unknown" : "seen");
    }

    private double x(Duration time) {
        return LEFT + (RIGHT - LEFT) * time.toMillis() / length.toMillis();
    }

    private double lastX() {
        List<ObservedFrame> moments = log.moments();
        return x(moments.get(moments.size() - 1).time());
    }

    private static String span(Duration from, Duration to) {
        return seconds(from) + " to " + seconds(to);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
