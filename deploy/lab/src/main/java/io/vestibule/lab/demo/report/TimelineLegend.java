package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.DoorObservations;
import io.vestibule.lab.demo.ObservedFrame;
import io.vestibule.lab.demo.report.DemoPage.LegendEntry;
import io.vestibule.lab.demo.report.FrameStrip.StripKind;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.schemas.CameraState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Legend of a door's timeline: the colours that occur in it, in the order of its rows. */
final class TimelineLegend {

    private TimelineLegend() {}

    static List<LegendEntry> of(DoorObservations observations, ScriptComparison comparison) {
        List<LegendEntry> keys = new ArrayList<>();
        Set<StripKind> kinds = EnumSet.noneOf(StripKind.class);
        FrameStrip.of(observations.observedFrames()).forEach(strip -> kinds.add(strip.kind()));
        kinds.forEach(kind -> keys.add(new LegendEntry(kind.style(), meaning(kind))));
        if (observations.observedFrames().stream().anyMatch(frame -> frame.missed() > 0)) {
            keys.add(new LegendEntry("bad", "audits found a missed face"));
        }
        if (!observations.shedTimes().isEmpty()) {
            keys.add(new LegendEntry("shed", "shed: frame too old"));
        }
        Set<CameraState> states = EnumSet.noneOf(CameraState.class);
        observations.observedFrames().stream().map(ObservedFrame::state).forEach(states::add);
        states.forEach(state -> keys.add(new LegendEntry(colour(state), meaning(state))));
        keys.add(new LegendEntry("visit", "scripted visit"));
        if (comparison.visits().stream()
                .anyMatch(result -> result.door().equals(observations.door())
                        && result.visit().cover().isPresent())) {
            keys.add(new LegendEntry("cover", "lens covered in the script"));
        }
        keys.add(new LegendEntry("good", "observed, correct"));
        return keys;
    }

    private static String colour(CameraState state) {
        return switch (state) {
            case LEARNING -> "learning";
            case QUIET -> "quiet";
            case ACTIVE -> "active";
            case COVERED -> "blind";
            case MOVED -> "moved";
            case SILENT -> "silent";
            case FROZEN -> "frozen";
            case DAMAGED -> "damaged";
        };
    }

    private static String meaning(StripKind kind) {
        return switch (kind) {
            case EARLY -> "early exit";
            case DETECTED -> "detected, no live face";
            case FACE -> "detected, live face";
            case AUDIT -> "quiet, but audited";
        };
    }

    private static String meaning(CameraState state) {
        return switch (state) {
            case LEARNING -> "learning the background";
            case QUIET -> "quiet";
            case ACTIVE -> "active";
            case COVERED -> "alarm: covered";
            case MOVED -> "alarm: moved";
            case SILENT -> "alarm: silent";
            case FROZEN -> "alarm: frozen";
            case DAMAGED -> "alarm: damaged";
        };
    }
}
