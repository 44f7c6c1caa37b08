package io.vestibule.lab.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.lab.scenes.script.ScriptComparison.VisitOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Summary of the demo. Its fields are the keys of {@code --json}.
 *
 * @param frames sent by the cameras
 * @param earlyExits frames with an early exit
 * @param visitsScripted visits that took place
 * @param visitsIdentified residents who were identified correctly
 * @param visitsUnknown strangers who were reported as unknown
 * @param visitsMissed all other visits except misidentified ones
 * @param falseIdentifications identifications of a subject who was not present
 * @param falseVisits visits observed when no visitor was present
 * @param posterVisits visits observed at the position of the poster
 * @param softLabels written by the teacher
 * @param deadLetters of any kind
 * @param quietFrameMillis median time of a frame with early exit, from its bytes to its last result
 * @param activeFrameMillis median time of a fully detected frame
 * @param seconds from the start of the broker, with prepared models, to the summary
 * @param report file of the report
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
            ScriptComparison comparison,
            int softLabels,
            int deadLetters,
            double seconds,
            Path report) {
        return new DemoSummary(
                frames,
                watched.earlyExits(),
                comparison.visits().size(),
                comparison.count(VisitOutcome.IDENTIFIED),
                comparison.count(VisitOutcome.UNKNOWN),
                comparison.count(VisitOutcome.MISSED),
                comparison.falseIdentifications(),
                comparison.falseVisits().size(),
                comparison.posterVisits().size(),
                softLabels,
                deadLetters,
                rounded(watched.quietMillis()),
                rounded(watched.activeMillis()),
                rounded(seconds),
                report.toString());
    }

    /** Returns whether there was no false identification and no visit by a poster; the exit code is then 0. */
    @JsonIgnore
    public boolean isSafe() {
        return falseIdentifications == 0 && posterVisits == 0;
    }

    /** Returns the summary as lines of text. */
    public List<String> lines() {
        int misidentified = visitsScripted - visitsIdentified - visitsUnknown - visitsMissed;
        return List.of(
                "",
                String.format(
                        Locale.ROOT,
                        "  %d visits: %d residents identified, %d strangers unknown, %d missed, %d misidentified",
                        visitsScripted,
                        visitsIdentified,
                        visitsUnknown,
                        visitsMissed,
                        misidentified),
                String.format(
                        Locale.ROOT,
                        "  %d false identifications, %d false visits, %d poster visits",
                        falseIdentifications,
                        falseVisits,
                        posterVisits),
                String.format(
                        Locale.ROOT,
                        "  %d frames, %.0f %% early exits; %.1f ms per quiet frame, %.1f ms per active frame"
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
                "  Models: training data of the weights is unknown; for evaluation, not for production"
                        + " (see 'vestibule models list')",
                "  Report: " + report,
                "");
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
