package io.vestibule.lab.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.lab.scenes.script.ScriptComparison.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The demo in numbers; its fields are the keys of {@code --json}.
 *
 * @param frames sent by the cameras
 * @param earlyExits frames for which the detector was left after its stem
 * @param visitsScripted visits that took place
 * @param visitsIdentified residents who were named rightly
 * @param visitsUnknown strangers who were said to be strangers
 * @param visitsMissed all others but those named wrongly
 * @param falseIdentifications times that somebody was named who was not there
 * @param falseVisits visits seen while nobody was there
 * @param posterVisits visits seen where the poster hangs
 * @param softLabels written by the teacher
 * @param deadLetters of any kind
 * @param quietFrameMillis median time of a frame that left early, from its bytes to its last result
 * @param activeFrameMillis median time of a frame that was fully detected
 * @param seconds from before the broker's start, when the models are prepared, to the summary
 * @param report the report's file
 */
@JsonPropertyOrder({
    "frames",
    "earlyExits",
    "visitsScripted",
    "visitsIdentified",
    "visitsUnknown",
    "visitsMissed",
    "falseIdentifications",
    "falseVisits",
    "posterVisits",
    "softLabels",
    "deadLetters",
    "quietFrameMillis",
    "activeFrameMillis",
    "seconds",
    "report"
})
public record DemoSummary(
        int frames,
        int earlyExits,
        int visitsScripted,
        int visitsIdentified,
        int visitsUnknown,
        int visitsMissed,
        int falseIdentifications,
        int falseVisits,
        int posterVisits,
        int softLabels,
        int deadLetters,
        double quietFrameMillis,
        double activeFrameMillis,
        double seconds,
        String report) {

    static DemoSummary of(
            int frames,
            WatchObservations watched,
            ScriptComparison judgement,
            int softLabels,
            int deadLetters,
            double seconds,
            Path report) {
        return new DemoSummary(
                frames,
                watched.earlyExits(),
                judgement.visits().size(),
                judgement.count(Outcome.IDENTIFIED),
                judgement.count(Outcome.UNKNOWN),
                judgement.count(Outcome.MISSED),
                judgement.falseIdentifications(),
                judgement.falseVisits().size(),
                judgement.posterVisits().size(),
                softLabels,
                deadLetters,
                rounded(watched.quietMillis()),
                rounded(watched.activeMillis()),
                rounded(seconds),
                report.toString());
    }

    /** Whether the demo may end with exit code 0: nobody was named who was not there, and no poster was a visitor. */
    @JsonIgnore
    public boolean isSafe() {
        return falseIdentifications == 0 && posterVisits == 0;
    }

    /** For people, line by line. */
    public List<String> inWords() {
        int namedWrongly = visitsScripted - visitsIdentified - visitsUnknown - visitsMissed;
        return List.of(
                "",
                String.format(
                        Locale.ROOT,
                        "  %d visits: %d residents identified, %d strangers called unknown, %d missed, %d named wrongly",
                        visitsScripted,
                        visitsIdentified,
                        visitsUnknown,
                        visitsMissed,
                        namedWrongly),
                String.format(
                        Locale.ROOT,
                        "  %d false identifications, %d false visits, %d visits by the poster",
                        falseIdentifications,
                        falseVisits,
                        posterVisits),
                String.format(
                        Locale.ROOT,
                        "  %d frames, %.0f %% left the detector early; %.1f ms for a quiet frame, %.1f ms for an active one"
                                + " (medians after warm-up)",
                        frames,
                        100.0 * earlyExits / Math.max(1, frames),
                        quietFrameMillis,
                        activeFrameMillis),
                String.format(
                        Locale.ROOT,
                        "  %d soft labels, %d dead letters, %.0f seconds",
                        softLabels,
                        deadLetters,
                        seconds),
                "  Models: weights from unknown training data; for trying out, not for production"
                        + " (see 'vestibule models list')",
                "  Report: " + report,
                "");
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
