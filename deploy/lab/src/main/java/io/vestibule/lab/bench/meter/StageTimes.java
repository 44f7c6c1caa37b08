package io.vestibule.lab.bench.meter;

import io.vestibule.models.Stage;
import io.vestibule.models.StageListener;
import io.vestibule.topologies.watch.analysis.AnalysisListener;
import io.vestibule.topologies.watch.analysis.AnalysisListener.Step;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The time of each stage, while recording is on: the stages of the models, and three stages of arithmetic. Thread-safe.
 */
public final class StageTimes implements StageListener, AnalysisListener {

    private final Map<Stage, Durations> stages = new EnumMap<>(Stage.class);
    private final Map<Step, Durations> steps = new EnumMap<>(Step.class);
    private final Durations search = new Durations();
    private volatile boolean recording;

    public StageTimes() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, new Durations());
        }
        for (Step step : Step.values()) {
            steps.put(step, new Durations());
        }
    }

    public void record(boolean on) {
        recording = on;
    }

    @Override
    public void onStage(Stage stage, int batch, long nanos) {
        if (recording) {
            durations(stages, stage).add(nanos);
        }
    }

    @Override
    public void onStep(Step step, long nanos) {
        if (recording) {
            durations(steps, step).add(nanos);
        }
    }

    /** Records the time of a search of the gallery for one face. */
    public void searchTook(long nanos) {
        if (recording) {
            search.add(nanos);
        }
    }

    /** Times by name of the stage, in the order of the frame path. Stages without a time are left out. */
    public Map<String, Durations> byName() {
        Map<String, Durations> named = new LinkedHashMap<>();
        stages.forEach((stage, times) -> {
            named.put(camelCase(stage), times);
            if (stage == Stage.STEM) {
                named.put("distance", durations(steps, Step.COMPARE));
                named.put("following", durations(steps, Step.UPDATE_SKIPPED));
            }
        });
        named.put("search", search);
        named.values().removeIf(times -> times.count() == 0);
        return named;
    }

    private static <K> Durations durations(Map<K, Durations> times, K key) {
        return Objects.requireNonNull(times.get(key), "the constructor adds every key");
    }

    /** The name of FACE_DECODE is faceDecode. */
    private static String camelCase(Stage stage) {
        StringBuilder name = new StringBuilder();
        for (String word : stage.name().split("_", -1)) {
            name.append(
                    name.isEmpty()
                            ? word.toLowerCase(Locale.ROOT)
                            : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
