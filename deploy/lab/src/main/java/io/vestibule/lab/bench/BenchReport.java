package io.vestibule.lab.bench;

import io.vestibule.lab.bench.meter.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The measurements. A value that could not be measured is null. Rates and times are medians unless stated otherwise.
 *
 * @param frames frames that the pipeline was measured with; the bare loop processed the same frames
 * @param threads number of bare loops, and of stream threads of each topology
 * @param mix "day" or "faces"
 * @param bareLoopFps frames per second of the bare loops together: median of the rounds
 * @param pipelineFps frames per second that were analyzed and whose faces were recognised: median of the rounds
 * @param pipelineToBare {@code pipelineFps} divided by {@code bareLoopFps}
 * @param quietFrameMillis time of a frame that exits after the stem, decoding included, in the bare loop
 * @param detectedFrameMillis time of a frame with a face that is embedded and searched for, decoding included, in the bare loop
 * @param quietToDetected {@code quietFrameMillis} divided by {@code detectedFrameMillis}
 * @param latencyMillis time from the planned sending of a frame to the arrival of the event that it causes
 * @param stages times of one call by name of the stage, in the bare loop
 * @param heapBytesPerQuietFrame mean Java heap that the watch's stream threads allocate for a quiet frame, including fetching,
 *     decoding the record, storing and committing
 * @param peakRssBytes largest resident memory of this process
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

    private static final String MISSING = "not enough data";

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

    /** The measurements as text, a line each. */
    public List<String> lines() {
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
        return value instanceof Double real ? String.format(Locale.ROOT, "%.3f", real) : value.toString();
    }
}
