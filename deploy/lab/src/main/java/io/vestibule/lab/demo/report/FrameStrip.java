package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.ObservedFrame;
import io.vestibule.lab.demo.ObservedFrame.FrameOutcome;
import io.vestibule.schemas.CameraState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Consecutive frames with the same outcome, drawn as one strip.
 *
 * @param frames at least one, oldest first
 */
record FrameStrip(StripKind kind, List<ObservedFrame> frames) {

    /** Outcome of a frame; each one has its own colour. */
    enum StripKind {
        EARLY("early"),
        DETECTED("looked"),
        FACE("face"),
        AUDIT("audit");

        private final String style;

        StripKind(String style) {
            this.style = style;
        }

        /** Returns the CSS class. */
        String style() {
            return style;
        }
    }

    static List<FrameStrip> of(List<ObservedFrame> observedFrames) {
        List<FrameStrip> strips = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= observedFrames.size(); i++) {
            if (i == observedFrames.size() || differ(observedFrames.get(from), observedFrames.get(i))) {
                strips.add(new FrameStrip(kind(observedFrames.get(from)), observedFrames.subList(from, i)));
                from = i;
            }
        }
        return strips;
    }

    /**
     * Returns whether two frames belong to different strips. Each audit is a strip of its own. Detected frames without
     * a face are separated by the reason for the detection.
     */
    private static boolean differ(ObservedFrame first, ObservedFrame second) {
        return kind(first) != kind(second)
                || kind(first) == StripKind.AUDIT
                || (kind(first) == StripKind.DETECTED && isDifferent(first) != isDifferent(second));
    }

    private static StripKind kind(ObservedFrame frame) {
        if (frame.outcome() == FrameOutcome.EARLY_EXIT) {
            return StripKind.EARLY;
        }
        if (frame.outcome() == FrameOutcome.AUDIT) {
            return StripKind.AUDIT;
        }
        return frame.faces() > 0 ? StripKind.FACE : StripKind.DETECTED;
    }

    private static boolean isDifferent(ObservedFrame frame) {
        return frame.distance() >= frame.threshold();
    }

    Duration from() {
        return frames.get(0).time();
    }

    /** Returns the reason why these frames were detected or not. */
    String reason() {
        return switch (kind) {
            case EARLY -> "early exit: " + distances() + " below " + thresholds();
            case DETECTED -> "detected, no live face: " + detectionReason();
            case FACE -> "detected, live face: " + detectionReason();
            case AUDIT ->
                "audit: " + distances() + " below " + thresholds() + ", "
                        + (frames.get(0).faces() > 0 ? "live face" : "no live face");
        };
    }

    private String detectionReason() {
        ObservedFrame first = frames.get(0);
        if (isDifferent(first)) {
            return distances() + " above " + thresholds();
        }
        return first.state() == CameraState.LEARNING
                ? "the background is not known yet"
                : distances() + ", although below " + thresholds();
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
