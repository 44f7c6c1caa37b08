package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.ObservedFrame;
import io.vestibule.lab.demo.ObservedFrame.Look;
import io.vestibule.schemas.CameraState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Frames that follow each other and met the same fate.
 *
 * @param frames at least one, oldest first
 */
record FrameStrip(Fate fate, List<ObservedFrame> frames) {

    /** What became of a frame; each has its colour. */
    enum Fate {
        EARLY("early"),
        LOOKED("looked"),
        FACE("face"),
        AUDIT("audit");

        private final String style;

        Fate(String style) {
            this.style = style;
        }

        /** Name of its class in the style sheet. */
        String style() {
            return style;
        }
    }

    static List<FrameStrip> of(List<ObservedFrame> moments) {
        List<FrameStrip> strips = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= moments.size(); i++) {
            if (i == moments.size() || differ(moments.get(from), moments.get(i))) {
                strips.add(new FrameStrip(fate(moments.get(from)), moments.subList(from, i)));
                from = i;
            }
        }
        return strips;
    }

    /** Each audit stands alone. Frames that are looked at for another reason are told apart, too. */
    private static boolean differ(ObservedFrame one, ObservedFrame other) {
        return fate(one) != fate(other)
                || fate(one) == Fate.AUDIT
                || fate(one) == Fate.LOOKED && isDifferent(one) != isDifferent(other);
    }

    private static Fate fate(ObservedFrame moment) {
        if (moment.look() == Look.EARLY_EXIT) {
            return Fate.EARLY;
        }
        if (moment.look() == Look.AUDIT) {
            return Fate.AUDIT;
        }
        return moment.faces() > 0 ? Fate.FACE : Fate.LOOKED;
    }

    private static boolean isDifferent(ObservedFrame moment) {
        return moment.distance() >= moment.threshold();
    }

    Duration from() {
        return frames.get(0).time();
    }

    /** Why these frames were looked at, or not. */
    String why() {
        return switch (fate) {
            case EARLY -> "left early: " + distances() + " under " + thresholds();
            case LOOKED -> "looked at, no living face: " + reason();
            case FACE -> "looked at, a living face: " + reason();
            case AUDIT ->
                "audit: " + distances() + " under " + thresholds() + ", looked at all the same, "
                        + (frames.get(0).faces() > 0 ? "a living face" : "no living face");
        };
    }

    private String reason() {
        ObservedFrame first = frames.get(0);
        if (isDifferent(first)) {
            return distances() + " over " + thresholds();
        }
        return first.state() == CameraState.LEARNING
                ? "the background is not known yet"
                : distances() + ", though under " + thresholds();
    }

    private String distances() {
        return "distance " + range(frames.stream().map(ObservedFrame::distance).toList());
    }

    private String thresholds() {
        return "the threshold of "
                + range(frames.stream().map(ObservedFrame::threshold).toList());
    }

    private static String range(List<Float> values) {
        float low = values.stream().min(Float::compare).orElseThrow();
        float high = values.stream().max(Float::compare).orElseThrow();
        String from = text(low);
        String to = text(high);
        return from.equals(to) ? from : from + " to " + to;
    }

    private static String text(float value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
