package io.vestibule.app.demo.report;

import io.vestibule.app.demo.DoorLog;
import io.vestibule.app.demo.Moment;
import io.vestibule.app.demo.script.Interval;
import io.vestibule.app.demo.script.Judgement;
import io.vestibule.app.demo.script.Judgement.JudgedVisit;
import io.vestibule.app.demo.script.SeenVisit;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One door over time: how far its frames were from the background, its states, who came and who was seen. */
final class Timeline {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 232;
    private static final double LEFT = 74;
    private static final double RIGHT = 992;
    private static final double TOP = 12;
    private static final double FLOOR = 112;
    private static final double STATES = 122;
    private static final double PLAYED = 142;
    private static final double SEEN = 172;
    private static final double AXIS = 212;
    private static final double BAR = 20;

    /** Distance at the upper edge. */
    private static final float FULL = 0.36f;

    private final DoorLog log;
    private final Duration length;
    private final Svg svg = new Svg(WIDTH, HEIGHT);

    private Timeline(DoorLog log, Duration length) {
        this.log = log;
        this.length = length;
    }

    static String of(DoorLog log, Duration length, Judgement judgement, List<IdentityEvent> events, Instant start) {
        Timeline timeline = new Timeline(log, length);
        timeline.axis();
        timeline.distances();
        timeline.states();
        timeline.visits(judgement);
        timeline.events(events, start);
        return timeline.svg.drawn("Distance from the background, states and visits over time at "
                + log.door().title());
    }

    private void axis() {
        for (long second = 0; second <= length.toSeconds(); second += 10) {
            double x = x(Duration.ofSeconds(second));
            svg.line("grid", x, TOP, x, AXIS - 8);
            boolean last = second + 10 > length.toSeconds();
            svg.text("tick", x, AXIS + 6, last ? "end" : "middle", second + " s");
        }
        svg.text("label", LEFT - 8, 60, "end", "distance");
        svg.text("label", LEFT - 8, STATES + 9, "end", "state");
        svg.text("label", LEFT - 8, PLAYED + 14, "end", "visits");
        svg.text("label", LEFT - 8, SEEN + 14, "end", "seen");
    }

    private void distances() {
        StringBuilder line = new StringBuilder();
        for (Moment moment : log.moments()) {
            line.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", line.isEmpty() ? "M" : "L", x(moment.time()), y(moment.distance())));
        }
        if (!line.isEmpty()) {
            svg.path("area", line + String.format(Locale.ROOT, "L%.1f %.1fL%.1f %.1fZ", lastX(), FLOOR, LEFT, FLOOR));
            svg.path("distance", line.toString());
        }
        svg.line("threshold", LEFT, y(log.threshold()), RIGHT, y(log.threshold()));
        svg.text(
                "tick",
                RIGHT,
                y(log.threshold()) - 4,
                "end",
                String.format(Locale.ROOT, "threshold %.2f", log.threshold()));
        svg.line("floor", LEFT, FLOOR, RIGHT, FLOOR);
    }

    private void states() {
        List<Moment> moments = log.moments();
        int from = 0;
        for (int i = 1; i <= moments.size(); i++) {
            if (i == moments.size()
                    || moments.get(i).state() != moments.get(from).state()) {
                Duration begin = moments.get(from).time();
                Duration end = i == moments.size() ? length : moments.get(i).time();
                CameraState state = moments.get(from).state();
                String name = state.name().toLowerCase(Locale.ROOT);
                svg.rectangle("state " + name, x(begin), STATES, x(end) - x(begin), 10, name + ", " + span(begin, end));
                from = i;
            }
        }
    }

    private void visits(Judgement judgement) {
        for (JudgedVisit judged : judgement.visits()) {
            if (judged.door().equals(log.door())) {
                Interval time = judged.visit().time();
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

    private void bar(String style, double y, Interval time, String name) {
        double width = x(time.to()) - x(time.from());
        svg.rectangle(style, x(time.from()), y, width, BAR, name + ", " + span(time.from(), time.to()));
        if (width > 34) {
            svg.text("name", x(time.from()) + 7, y + 14.5, "start", name);
        }
    }

    private boolean isHere(SeenVisit seen) {
        return seen.camera().equals(log.door().camera());
    }

    private static String said(SeenVisit seen) {
        return seen.identified().orElse(seen.unknown() ? "unknown" : "seen");
    }

    private double x(Duration time) {
        return LEFT + (RIGHT - LEFT) * time.toMillis() / length.toMillis();
    }

    private double lastX() {
        List<Moment> moments = log.moments();
        return x(moments.get(moments.size() - 1).time());
    }

    private static double y(float distance) {
        return FLOOR - (FLOOR - TOP) * Math.min(1, distance / FULL);
    }

    private static String span(Duration from, Duration to) {
        return seconds(from) + " to " + seconds(to);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
