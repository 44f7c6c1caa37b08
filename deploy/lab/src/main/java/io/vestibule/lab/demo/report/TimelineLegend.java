package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.DoorObservations;
import io.vestibule.lab.demo.ObservedFrame;
import io.vestibule.lab.demo.report.DemoPage.Key;
import io.vestibule.lab.demo.report.FrameStrip.Fate;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.schemas.CameraState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The legend of a door's timeline: the colours that occur in it, in the order of its rows. */
final class TimelineLegend {

    private TimelineLegend() {}

    static List<Key> of(DoorObservations log, ScriptComparison judgement) {
        List<Key> keys = new ArrayList<>();
        Set<Fate> fates = EnumSet.noneOf(Fate.class);
        FrameStrip.of(log.moments()).forEach(strip -> fates.add(strip.fate()));
        fates.forEach(fate -> keys.add(new Key(fate.style(), meaning(fate))));
        if (log.moments().stream().anyMatch(moment -> moment.missed() > 0)) {
            keys.add(new Key("bad", "audits found a missed face"));
        }
        if (!log.shed().isEmpty()) {
            keys.add(new Key("shed", "frame too old to be looked at"));
        }
        Set<CameraState> states = EnumSet.noneOf(CameraState.class);
        log.moments().stream().map(ObservedFrame::state).forEach(states::add);
        states.forEach(state -> keys.add(new Key(colour(state), meaning(state))));
        keys.add(new Key("visit", "visit played"));
        if (judgement.visits().stream()
                .anyMatch(judged -> judged.door().equals(log.door())
                        && judged.visit().cover().isPresent())) {
            keys.add(new Key("cover", "lens covered in the script"));
        }
        keys.add(new Key("good", "seen, judged rightly"));
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
        };
    }

    private static String meaning(Fate fate) {
        return switch (fate) {
            case EARLY -> "frame left early";
            case LOOKED -> "looked at, no living face";
            case FACE -> "looked at, a living face";
            case AUDIT -> "quiet, but audited";
        };
    }

    private static String meaning(CameraState state) {
        return switch (state) {
            case LEARNING -> "learning the background";
            case QUIET -> "quiet";
            case ACTIVE -> "active";
            case COVERED -> "alarm: sees nothing";
            case MOVED -> "alarm: moved";
            case SILENT -> "alarm: silent";
        };
    }
}
