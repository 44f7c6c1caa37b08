package io.vestibule.lab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured. What could not be is null. Frames in a second and milliseconds are medians unless it says otherwise.
 *
 * @param frames that the pipeline was measured with; the bare loop looked at as many, the same
 * @param threads bare loops side by side, and stream threads of each topology
 * @param mix "day" or "faces"
 * @param bareLoopFps frames in a second of the bare loops together: median of the rounds
 * @param pipelineFps frames in a second that are looked at and whose faces are recognised: median of the rounds
 * @param pipelineToBare {@code pipelineFps} by {@code bareLoopFps}
 * @param quietFrameMillis of a frame that is left after the stem, decode included, in the bare loop
 * @param detectedFrameMillis of a frame with a face that is embedded and searched for, decode included, in the bare loop
 * @param quietToDetected {@code quietFrameMillis} by {@code detectedFrameMillis}
 * @param latencyMillis from the moment at which a frame is due to the arrival of the event that it causes
 * @param stages by name of the stage, in the bare loop; milliseconds of one call
 * @param heapBytesPerQuietFrame Java heap that the watch's stream threads allocate for a quiet frame, mean: fetching,
 *     decoding the record, storing and committing included
 * @param peakRssBytes most memory that this process has had resident
 */
public record BenchReport(
        long frames,
        int threads,
        String mix,
        @Nullable Double bareLoopFps,
        @Nullable Double pipelineFps,
        @Nullable Double pipelineToBare,
        @Nullable Double quietFrameMillis,
        @Nullable Double detectedFrameMillis,
        @Nullable Double quietToDetected,
        Latency latencyMillis,
        Map<String, StageMillis> stages,
        @Nullable Long heapBytesPerQuietFrame,
        @Nullable Long peakRssBytes) {

    private static final String MISSING = "too little to tell";

    /** Percentiles in milliseconds. */
    public record Latency(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {

        static Latency of(Durations durations) {
            return new Latency(
                    durations.millis(50).orElse(null),
                    durations.millis(95).orElse(null),
                    durations.millis(99).orElse(null));
        }
    }

    /** Percentiles in milliseconds. */
    public record StageMillis(
            @Nullable Double p50, @Nullable Double p99) {

        static StageMillis of(Durations durations) {
            return new StageMillis(
                    durations.millis(50).orElse(null), durations.millis(99).orElse(null));
        }
    }

    /** For people, a line each. */
    public List<String> inWords() {
        List<String> lines = new ArrayList<>();
        lines.add("%d frames of the mix \"%s\", %d thread(s)".formatted(frames, mix, threads));
        lines.add(line("bare loop", bareLoopFps, "frames/s"));
        lines.add(line("pipeline", pipelineFps, "frames/s"));
        lines.add(line("pipeline to bare loop", pipelineToBare, ""));
        lines.add(line("quiet frame", quietFrameMillis, "ms"));
        lines.add(line("detected frame, with a face", detectedFrameMillis, "ms"));
        lines.add(line("quiet to detected", quietToDetected, ""));
        lines.add(line("face to event at 60 % load, p50", latencyMillis.p50(), "ms"));
        lines.add(line("face to event at 60 % load, p95", latencyMillis.p95(), "ms"));
        lines.add(line("face to event at 60 % load, p99", latencyMillis.p99(), "ms"));
        lines.add(line("heap allocated for a quiet frame", heapBytesPerQuietFrame, "bytes"));
        lines.add(line("peak resident memory", peakRssBytes, "bytes"));
        lines.add("");
        lines.add("%-34s %10s %10s".formatted("stage, ms", "p50", "p99"));
        stages.forEach(
                (name, took) -> lines.add("%-34s %10s %10s".formatted(name, number(took.p50()), number(took.p99()))));
        return lines;
    }

    private static String line(String what, @Nullable Number value, String unit) {
        return "%-34s %s".formatted(what, value == null ? MISSING : (number(value) + " " + unit).strip());
    }

    private static String number(@Nullable Number value) {
        if (value == null) {
            return "-";
        }
        return value instanceof Double ? String.format(Locale.ROOT, "%.3f", value) : value.toString();
    }
}
